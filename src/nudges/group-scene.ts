/** The group that a post is for, if it can have one at all. */
import type { Address } from '../bot/invocation.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { Post, SkipReason } from '../core/post.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Composing } from './compose.ts'

export type GroupScene = { group: Group; roadmap: Roadmap; home: Address; now: Instant }

export const groupSceneOf = async (
  { groupId = '' }: Post,
  { reads, roadmaps, now }: Composing,
): Promise<GroupScene | { skip: SkipReason } | { later: string }> => {
  const [group, channels] = await Promise.all([reads.groupOf(groupId), reads.channelsOf(groupId)])
  const [home] = channels
  if (!group || !home) return { skip: 'ended' }
  if (group.refusal) return { skip: 'refused' }
  const roadmap = roadmaps.find(({ id }) => id === group.roadmapId)
  // Somebody may put the file back in time.
  return roadmap ? { group, roadmap, home, now } : { later: 'the roadmap’s file is missing' }
}
