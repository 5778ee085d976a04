/** Which weekly post comes next. */
import type { Reads } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { type Occasion, occasionOf } from '../core/occasion.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate, type Slot, slotAfter, slotOf, slotsBetween, weeklyOf } from '../core/slot.ts'
import { scheduleOf } from './standing.ts'

/** Longer than any pause and wait for a start together. */
const mostWeeksAhead = 130

export type NextPost = { slot: Slot; occasion: Exclude<Occasion, 'none' | 'paused'> }

/** The next weekly post with something to say; undefined when the roadmap is through, or a pause has no end. */
export const nextPostOf = async (
  { group, roadmap, now }: { group: Group; roadmap: Roadmap; now: Instant },
  reads: Reads,
): Promise<NextPost | undefined> => {
  const endTold = await reads.endToldOf(group.id)
  const weekly = weeklyOf(group)
  const told = new Set((await reads.postsOf(group.id, 5, 'weekly')).map(({ week }) => week?.toString()))
  // One that is due and waits for the next tick comes before those of the future.
  const waiting = slotsBetween(weekly, group.nextNudgeAt, now).findLast(({ at }) => !isLate(at, now))
  let slot = waiting ?? slotAfter(weekly, now)
  for (let weeks = 0; weeks < mostWeeksAhead; weeks++) {
    const occasion = occasionOf(scheduleOf(group, roadmap), slot.week, endTold)
    if ((occasion === 'week' || occasion === 'end') && !told.has(slot.week.toString())) return { slot, occasion }
    slot = slotOf(weekly, slot.week.add({ weeks: 1 }))
  }
  return undefined
}
