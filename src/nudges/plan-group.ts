/** Writes down what a group is owed, and closes its weeks that are over (design 4.5, 4.7). */
import type { Due } from '../bot/ledger.ts'
import type { Reads, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { type Occasion, occasionOf } from '../core/occasion.ts'
import { type Owed, type SkipReason, weekPostId } from '../core/post.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate, type Slot, slotAfter, slotsBetween, weeklyOf } from '../core/slot.ts'
import { closeWeeks } from '../groups/close-weeks.ts'
import { scheduleOf } from '../groups/standing.ts'

type Planning = { roadmaps: readonly Roadmap[]; now: Instant; within: Reads & Writes }

export const planGroup = async ({ id, dueAt }: Due, { roadmaps, now, within }: Planning): Promise<void> => {
  const group = await within.groupOf(id)
  if (!group) return
  // Whoever moves the time on plans; another process that wanted to finds it moved.
  if (!(await within.advanceGroup(id, dueAt, slotAfter(weeklyOf(group), now).at))) return
  const [members, channels] = await Promise.all([within.membersOf(id), within.channelsOf(id)])
  const roadmap = roadmaps.find((one) => one.id === group.roadmapId)
  if (roadmap) await closeWeeks({ group, roadmap, members, now }, within)
  const [home] = channels
  if (!group.nudges || !home) return
  const slots = slotsBetween(weeklyOf(group), dueAt, now).filter(({ at }) => isAfter(at, group.nudgesSince))
  const posts = []
  for (const [at, slot] of slots.entries()) {
    const occasion = roadmap ? await occasionIn(group, roadmap, slot, within) : 'week'
    if (occasion === 'none') continue
    const isNewest = at === slots.length - 1
    const skipped = whySkipped({ group, slot, occasion, isNewest, now })
    posts.push({ ...owed(group, slot, occasion), platform: home.platform, ...(skipped && { skipped }) })
  }
  await within.owe(posts, now)
}

const isAfter = (a: Instant, b: Instant) => a.epochNanoseconds > b.epochNanoseconds

const occasionIn = async (group: Group, roadmap: Roadmap, { week }: Slot, within: Reads): Promise<Occasion> => {
  const schedule = scheduleOf(group, roadmap)
  const occasion = occasionOf(schedule, week)
  // Only a group that is through is asked whether it was told so.
  return occasion === 'end' ? occasionOf(schedule, week, await within.endToldOf(group.id)) : occasion
}

const owed = (group: Group, { week, at }: Slot, occasion: Occasion): Omit<Owed, 'platform'> => ({
  id: weekPostId(group.id, week),
  kind: occasion === 'end' ? 'end' : 'week',
  groupId: group.id,
  lane: group.id,
  week,
  dueAt: at,
})

type Candidate = { group: Group; slot: Slot; occasion: Occasion; isNewest: boolean; now: Instant }

const whySkipped = ({ group, slot, occasion, isNewest, now }: Candidate): SkipReason | undefined => {
  if (occasion === 'paused') return 'paused'
  if (group.refusal) return 'refused'
  if (isNewest && !isLate(slot.at, now)) return undefined
  return isAfter(group.rescheduledAt, slot.at) ? 'moved' : isNewest || isLate(slot.at, now) ? 'late' : 'superseded'
}
