/** What follows for groups when the bot comes to their channel, is removed from it, or the channel gets another id (design 4.8). */
import type { Happened, Happening } from '../bot/happening.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads, Store, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { RefusalKind } from '../core/refusal.ts'
import { healed } from './healed.ts'

type Parts = {
  store: Pick<Store, 'change'>
  clock: () => Instant
  /** The words for a channel that the bot comes to, and for the group at home there. */
  greet: (group: Group | undefined) => Reply
}

type Around = { within: Reads & Writes; now: Instant; greet: Parts['greet'] }

/** Reasons that do not hold any more when the bot is in the channel; of a private one that it is not in, a platform may say that there is none. */
const absences: readonly (RefusalKind | undefined)[] = ['removed', 'no-access', 'channel-gone']

const added = async (
  { where }: Extract<Happening, { kind: 'added' }>,
  { within, now, greet }: Around,
): Promise<Reply> => {
  const group = await within.groupAt(where)
  if (!group || !absences.includes(group.refusal?.kind)) return greet(group)
  const back = healed(group, now)
  await within.saveGroup(back)
  return greet(back)
}

const removed = async ({ where }: Extract<Happening, { kind: 'removed' }>, { within, now }: Around): Promise<void> => {
  for (const group of await within.groupsIn(where)) {
    // Several events may tell of one removal: the days until the group is purged count from the first.
    if (group.refusal?.kind === 'removed') continue
    await within.saveGroup({ ...group, refusal: { kind: 'removed', since: now } })
    await within.skipOwed(group.id, 'refused', now)
  }
}

const moved = async ({ from, to }: Extract<Happening, { kind: 'moved' }>, { within, now }: Around): Promise<void> => {
  const group = await within.groupAt(from)
  if (!group || !(await within.moveGroup(group.id, { ...from, channel: to }))) return
  // A post may have come between, and have found nothing at the old id.
  if (group.refusal?.kind === 'channel-gone') await within.saveGroup(healed(group, now))
}

const follow = async (event: Happening, around: Around): Promise<Reply | undefined> => {
  if (event.kind === 'added') return added(event, around)
  await (event.kind === 'removed' ? removed(event, around) : moved(event, around))
  return undefined
}

export const createHappened =
  ({ store, clock, greet }: Parts): Happened =>
  async (id, event) => {
    const now = clock()
    const done = await store.change({ id: `happened ${id}`, at: now }, async (within) => ({
      said: await follow(event, { within, now, greet }),
    }))
    return 'repeated' in done ? undefined : done.said
  }
