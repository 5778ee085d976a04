/** Owes the group's channel an announcement: it goes out after the change is complete, and survives whatever happens between. */
import type { Answer, Context } from '../bot/command.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { GroupChange } from '../core/group-change.ts'
import type { PostKind } from '../core/post.ts'
import { changeToJson } from './group-change-json.ts'
import type { Scene } from './scene.ts'

type Change = {
  scene: Pick<Scene, 'group' | 'here'>
  change: GroupChange
  /** The change in words, for whoever made it. */
  reply: Reply
  within: Reads & Writes
  /** The group meets in another channel from now on, which hears of it besides. */
  hasMoved?: boolean
}

/**
 * Tells of a change: everybody where the group meets, and elsewhere whoever asked, while the group's channel is told by an announcement.
 * That keeps what was changed, as facts, and is put into words when it is sent.
 */
export const tellChange = async (
  { requestId, now }: Pick<Context, 'requestId' | 'now'>,
  { scene: { group, here }, change, reply, within, hasMoved = false }: Change,
): Promise<Answer> => {
  if (!here || hasMoved)
    await announce(group, { kind: 'change', id: requestId, about: changeToJson(change) }, { within, now })
  return { answer: reply, seenBy: here ? 'channel' : 'caller' }
}

type Announcement = { id: string; kind: PostKind; learnerId?: string; about?: string }

/** False when the group has no channel any more, or this very announcement was owed before. */
export const announce = async (
  { id: groupId }: Pick<Group, 'id'>,
  { id, ...announcement }: Announcement,
  { within, now }: { within: Reads & Writes; now: Instant },
): Promise<boolean> => {
  const [home] = await within.channelsOf(groupId)
  if (!home) return false
  const post = { ...announcement, id: `${announcement.kind} ${id}`, groupId, lane: groupId, platform: home.platform }
  return (await within.owe([{ ...post, dueAt: now }], now)) > 0
}
