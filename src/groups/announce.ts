/** Owes the group's channel an announcement: it goes out after the change is complete, and survives whatever happens between. */
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
  /** Whether it was changed where the group meets, or met until now. */
  groupContext: Pick<GroupContext, 'here'>
  /** As it is after the change. */
  after: Group
  change: GroupChange
  /** The change in words, for whoever made it. */
  reply: Reply
  /** The same in short, where the channel reads the rest. */
  short: Reply
  within: Repositories
  /** Where the group met, if it meets in another channel from now on. */
  movedFrom?: Address | undefined
}

/**
 * Tells of a change: the group's channel by a post that names nobody, and whoever made it privately. The post keeps what was changed, as
 * facts, and is put into words when it is sent. While the channel takes no posts, the answer is for everybody there.
 */
export const announceChange = async (
  { requestId, now }: Pick<Context, 'requestId' | 'now'>,
  { groupContext: { here }, after, change, reply, short, within, movedFrom }: Change,
): Promise<CommandResult> => {
  const announceIt = (about: GroupChange, place: { id: string; home?: Address }) =>
    announce(after, { kind: 'change', about: changeToJson(about), ...place }, { within, now })
  if (after.deliveryBlock && here) return { answer: reply, visibleTo: 'channel' }
  await announceIt(change, { id: requestId })
  if (movedFrom) {
    const [home] = await within.channelsOf(after.id)
    const moved = { kind: 'moved' as const, from: movedFrom.channel, to: home?.channel ?? '' }
    await announceIt(moved, { id: `${requestId} from`, home: movedFrom })
  }
  return { answer: here ? short : reply, visibleTo: 'caller' }
}

type Announcement = { id: string; kind: MessageKind; learnerId?: string; about?: string; home?: Address }

/** `home`: where the group meets, or met. False when it has no channel any more, or this very announcement was owed before. */
export const announce = async (
  { id: groupId }: Pick<Group, 'id'>,
  { id, home: given, ...announcement }: Announcement,
  { within, now }: { within: Repositories; now: Instant },
): Promise<boolean> => {
  const home = given ?? (await within.channelsOf(groupId))[0]
  if (!home) return false
  const post = {
    ...announcement,
    id: `${announcement.kind} ${id}`,
    groupId,
    orderingKey: groupId,
    platform: home.platform,
  }
  return (await within.enqueue([{ ...post, dueAt: now }], now)) > 0
}
