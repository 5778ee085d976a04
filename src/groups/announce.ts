/** Owes the group's channel an announcement: it goes out after the change is complete, and survives whatever happens between. */
import type { Reads, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { PostKind } from '../core/post.ts'

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
