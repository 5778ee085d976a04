/** The group that a message is for, or why it can have none. */
import type { Address } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { OutboxMessage, SkipReason } from '../core/outbox-message.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { BuildDeps } from './built-message.ts'

export type TargetGroup = { group: Group; roadmap: Roadmap; channel: Address; now: Instant }

export const targetGroupOf = async (
  { groupId = '' }: OutboxMessage,
  { reads, roadmaps, now }: BuildDeps,
): Promise<TargetGroup | { skip: SkipReason } | { later: string }> => {
  const [group, channels] = await Promise.all([reads.groupOf(groupId), reads.channelsOf(groupId)])
  const [channel] = channels
  if (!group || !channel) return { skip: 'ended' }
  if (group.deliveryBlock) return { skip: 'refused' }
  const roadmap = roadmaps.find(({ id }) => id === group.roadmapId)
  // The operator may put the file back in time.
  return roadmap ? { group, roadmap, channel, now } : { later: 'the roadmap’s file is missing' }
}
