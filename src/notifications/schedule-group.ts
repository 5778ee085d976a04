/** Enqueues a group's weekly post and closes its weeks that are due (design 4.5, 4.7). */

import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { type NewOutboxMessage, type SkipReason, weeklyMessageId } from '../core/outbox-message.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate, type Slot, slotAfter, slotsBetween, weeklyOf } from '../core/slot.ts'
import { type WeeklyPostKind, weeklyPostKind } from '../core/weekly-post-kind.ts'
import { closeWeeks } from '../groups/close-weeks.ts'
import { scheduleOf } from '../groups/member-progress.ts'
import type { Readers, Repositories } from '../ports/database.ts'
import type { Due } from '../ports/groups.ts'

type Planning = { roadmaps: readonly Roadmap[]; now: Instant; within: Repositories }

export const scheduleGroup = async ({ id, dueAt }: Due, { roadmaps, now, within }: Planning): Promise<void> => {
  const group = await within.groupOf(id)
  if (!group) return
  // Only one process can move the time on; others find it moved.
  if (!(await within.rescheduleGroup(id, dueAt, slotAfter(weeklyOf(group), now).at))) return
  const [members, channels] = await Promise.all([within.membersOf(id), within.channelsOf(id)])
  const roadmap = roadmaps.find((one) => one.id === group.roadmapId)
  if (roadmap) await closeWeeks({ group, roadmap, members, now }, within)
  const [address] = channels
  if (!group.postsEnabled || !address) return
  const slots = slotsBetween(weeklyOf(group), dueAt, now).filter(({ at }) => isAfter(at, group.postsSince))
  const messages = []
  for (const [at, slot] of slots.entries()) {
    const postKind = roadmap ? await postKindIn(group, roadmap, slot, within) : 'week'
    if (postKind === 'none') continue
    const isNewest = at === slots.length - 1
    const skipped = whySkipped({ group, slot, postKind, isNewest, now })
    messages.push({ ...messageFor(group, slot, postKind), platform: address.platform, ...(skipped && { skipped }) })
  }
  await within.enqueue(messages, now)
}

const isAfter = (a: Instant, b: Instant) => a.epochNanoseconds > b.epochNanoseconds

const postKindIn = async (group: Group, roadmap: Roadmap, { week }: Slot, within: Readers): Promise<WeeklyPostKind> => {
  const schedule = scheduleOf(group, roadmap)
  const postKind = weeklyPostKind(schedule, week)
  // Only a group at its end needs the look-up whether that was announced.
  return postKind === 'end' ? weeklyPostKind(schedule, week, await within.endAnnouncedIn(group.id)) : postKind
}

const messageFor = (
  group: Group,
  { week, at }: Slot,
  postKind: WeeklyPostKind,
): Omit<NewOutboxMessage, 'platform'> => ({
  id: weeklyMessageId(group.id, week),
  kind: postKind === 'end' ? 'end' : 'week',
  groupId: group.id,
  orderingKey: group.id,
  week,
  dueAt: at,
})

type Candidate = { group: Group; slot: Slot; postKind: WeeklyPostKind; isNewest: boolean; now: Instant }

const whySkipped = ({ group, slot, postKind, isNewest, now }: Candidate): SkipReason | undefined => {
  if (postKind === 'paused') return 'paused'
  if (group.deliveryBlock) return 'refused'
  if (isNewest && !isLate(slot.at, now)) return undefined
  return isAfter(group.rescheduledAt, slot.at) ? 'moved' : isNewest || isLate(slot.at, now) ? 'late' : 'superseded'
}
