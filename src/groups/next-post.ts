/** Finds a group's next weekly post. */

import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate, type Slot, slotAfter, slotOf, slotsBetween, weeklyOf } from '../core/slot.ts'
import { type WeeklyPostKind, weeklyPostKind } from '../core/weekly-post-kind.ts'
import type { Readers } from '../ports/database.ts'
import { scheduleOf } from './member-progress.ts'

/** Longer than any pause and any wait for a start together. */
const maxWeeksAhead = 130

export type NextPost = { slot: Slot; postKind: Exclude<WeeklyPostKind, 'none' | 'paused'> }

/** The next weekly post that has content; undefined when the roadmap is finished, or a pause has no end. */
export const nextPostOf = async (
  { group, roadmap, now }: { group: Group; roadmap: Roadmap; now: Instant },
  reads: Readers,
): Promise<NextPost | undefined> => {
  const endAnnounced = await reads.endAnnouncedIn(group.id)
  const weekly = weeklyOf(group)
  const enqueuedWeeks = new Set((await reads.postsOf(group.id, 5, 'weekly')).map(({ week }) => week?.toString()))
  // A post that is due and waits for the next tick comes before future ones.
  const waiting = slotsBetween(weekly, group.nextPostAt, now).findLast(({ at }) => !isLate(at, now))
  let slot = waiting ?? slotAfter(weekly, now)
  for (let weeks = 0; weeks < maxWeeksAhead; weeks++) {
    const postKind = weeklyPostKind(scheduleOf(group, roadmap), slot.week, endAnnounced)
    if ((postKind === 'week' || postKind === 'end') && !enqueuedWeeks.has(slot.week.toString()))
      return { slot, postKind }
    slot = slotOf(weekly, slot.week.add({ weeks: 1 }))
  }
  return undefined
}
