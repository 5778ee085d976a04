/** What follows for groups when the bot comes to their channel, is removed from it, or the channel gets another id (design 4.8). */
import type { ChannelEvent, OnChannelEvent } from '../chat/channel-event.ts'
import type { Reply } from '../chat/reply.ts'
import type { Instant } from '../core/calendar.ts'
import type { BlockReason } from '../core/delivery-block.ts'
import type { Group } from '../core/group.ts'
import type { Database, Repositories } from '../ports/database.ts'
import { withDeliveryResumed } from './delivery-resumed.ts'

type ChannelEventDeps = {
  store: Pick<Database, 'transaction'>
  clock: () => Instant
  /** The words for a channel that the bot comes to, and for the group at home there. */
  greet: (group: Group | undefined) => Reply
}

type HandlerDeps = { within: Repositories; now: Instant; greet: ChannelEventDeps['greet'] }

/** Reasons that do not hold any more when the bot is in the channel; of a private one that it is not in, a platform may say that there is none. */
const absences: readonly (BlockReason | undefined)[] = ['removed', 'no-access', 'channel-gone']

const added = async (
  { where }: Extract<ChannelEvent, { kind: 'added' }>,
  { within, now, greet }: HandlerDeps,
): Promise<Reply> => {
  const group = await within.groupAt(where)
  if (!group || !absences.includes(group.deliveryBlock?.kind)) return greet(group)
  const back = withDeliveryResumed(group, now)
  await within.saveGroup(back)
  return greet(back)
}

const removed = async (
  { where }: Extract<ChannelEvent, { kind: 'removed' }>,
  { within, now }: HandlerDeps,
): Promise<void> => {
  for (const group of await within.groupsIn(where)) {
    // Several events may tell of one removal: the days until the group is purged count from the first.
    if (group.deliveryBlock?.kind === 'removed') continue
    await within.saveGroup({ ...group, deliveryBlock: { kind: 'removed', since: now } })
    await within.cancelPending(group.id, 'refused', now)
  }
}

const moved = async (
  { from, to }: Extract<ChannelEvent, { kind: 'moved' }>,
  { within, now }: HandlerDeps,
): Promise<void> => {
  const group = await within.groupAt(from)
  if (!group || !(await within.moveGroup(group.id, { ...from, channel: to }))) return
  // A post may have come between, and have found nothing at the old id.
  if (group.deliveryBlock?.kind === 'channel-gone') await within.saveGroup(withDeliveryResumed(group, now))
}

const follow = async (event: ChannelEvent, around: HandlerDeps): Promise<Reply | undefined> => {
  if (event.kind === 'added') return added(event, around)
  await (event.kind === 'removed' ? removed(event, around) : moved(event, around))
  return undefined
}

export const createOnChannelEvent =
  ({ store, clock, greet }: ChannelEventDeps): OnChannelEvent =>
  async (id, event) => {
    const now = clock()
    const done = await store.transaction({ id: `happened ${id}`, at: now }, async (within) => ({
      said: await follow(event, { within, now, greet }),
    }))
    return 'repeated' in done ? undefined : done.said
  }
