/** Enqueues an announcement for the group's channel. It is sent after the transaction of the change, also after a crash in between. */
import type { CommandResult, Context } from '../bot/command.ts'
import type { Address } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { GroupChange } from '../core/group-change.ts'
import type { MessageKind } from '../core/outbox-message.ts'
import type { Repositories } from '../ports/database.ts'
import { changeToJson } from './group-change-json.ts'
import type { GroupContext } from './group-context.ts'

type Change = {
  /** `here`: the change was made in the channel where the group meets, or met until now. */
  groupContext: Pick<GroupContext, 'here'>
  /** The group after the change. */
  after: Group
  change: GroupChange
  /** The change in words, for the person who made it. */
  reply: Reply
  /** A short form, for a channel that reads the announcement as well. */
  short: Reply
  within: Repositories
  /** Where the group met, if it meets in another channel from now on. */
  movedFrom?: Address | undefined
}

/**
 * Announces a change to the group's channel in a post that names nobody, and answers the person who made it privately. The outbox keeps
 * the change as data; it is put into words when it is sent. While the channel takes no posts, the answer is public.
 */
export const announceChange = async (
  { requestId, now }: Pick<Context, 'requestId' | 'now'>,
  { groupContext: { here }, after, change, reply, short, within, movedFrom }: Change,
): Promise<CommandResult> => {
  const announceIt = (about: GroupChange, to: { id: string; address?: Address }) =>
    announce(after, { kind: 'change', about: changeToJson(about), ...to }, { within, now })
  if (after.deliveryBlock && here) return { answer: reply, visibleTo: 'channel' }
  await announceIt(change, { id: requestId })
  if (movedFrom) {
    const [address] = await within.channelsOf(after.id)
    const moved = { kind: 'moved' as const, from: movedFrom.channel, to: address?.channel ?? '' }
    await announceIt(moved, { id: `${requestId} from`, address: movedFrom })
  }
  return { answer: here ? short : reply, visibleTo: 'caller' }
}

type Announcement = { id: string; kind: MessageKind; learnerId?: string; about?: string; address?: Address }

/** `address`: the former channel, if not the group's own. False when the group has no channel any more, or the announcement exists already. */
export const announce = async (
  { id: groupId }: Pick<Group, 'id'>,
  { id, address: former, ...announcement }: Announcement,
  { within, now }: { within: Repositories; now: Instant },
): Promise<boolean> => {
  const address = former ?? (await within.channelsOf(groupId))[0]
  if (!address) return false
  const message = {
    ...announcement,
    id: `${announcement.kind} ${id}`,
    groupId,
    orderingKey: groupId,
    platform: address.platform,
  }
  return (await within.enqueue([{ ...message, dueAt: now }], now)) > 0
}
