/** Owes the group's channel an announcement: it goes out after the change is complete, and survives whatever happens between. */
import type { Context } from '../bot/command.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { PostKind } from '../core/post.ts'

type Change = { group: Pick<Group, 'id'>; reply: Reply; within: Reads & Writes }

/** Of a change that was made elsewhere the group's channel hears, too: what is told of it is kept as it was said. Such replies are plain data. */
export const announceChange = async (
  { requestId, now }: Pick<Context, 'requestId' | 'now'>,
  { group, reply, within }: Change,
): Promise<void> => {
  await announce(group, { kind: 'change', id: requestId, about: JSON.stringify(reply) }, { within, now })
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
