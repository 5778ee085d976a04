/** Updates groups when the bot is added to a channel or removed from it, or the channel gets another id (design 4.8). */
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
  /** The greeting in a channel to which the bot is added, with the group that meets there. */
  greet: (group: Group | undefined) => Reply
}

type HandlerDeps = { within: Repositories; now: Instant; greet: ChannelEventDeps['greet'] }

/** Reasons that end when the bot is in the channel. A platform may report a private channel without the bot as gone. */
const absences: readonly (BlockReason | undefined)[] = ['removed', 'no-access', 'channel-gone']

const added = async (
  { where }: Extract<ChannelEvent, { kind: 'added' }>,
  { within, now, greet }: HandlerDeps,
): Promise<Reply> => {
  const group = await within.groupAt(where)
  if (!group || !absences.includes(group.deliveryBlock?.kind)) return greet(group)
  const resumed = withDeliveryResumed(group, now)
  await within.saveGroup(resumed)
  return greet(resumed)
}

const removed = async (
  { where }: Extract<ChannelEvent, { kind: 'removed' }>,
  { within, now }: HandlerDeps,
): Promise<void> => {
  for (const group of await within.groupsIn(where)) {
    // Several events may report one removal: the days until the group is purged count from the first.
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
  // A post sent in between may have found no channel with the old id.
  if (group.deliveryBlock?.kind === 'channel-gone') await within.saveGroup(withDeliveryResumed(group, now))
}

const handle = async (event: ChannelEvent, deps: HandlerDeps): Promise<Reply | undefined> => {
  if (event.kind === 'added') return added(event, deps)
  await (event.kind === 'removed' ? removed(event, deps) : moved(event, deps))
  return undefined
}

export const createOnChannelEvent =
  ({ store, clock, greet }: ChannelEventDeps): OnChannelEvent =>
  async (id, event) => {
    const now = clock()
    const result = await store.transaction({ id: `happened ${id}`, at: now }, async (within) => ({
      greeting: await handle(event, { within, now, greet }),
    }))
    return 'repeated' in result ? undefined : result.greeting
  }
