/** When a week's board is closed for good, and on which day a later completion scores (design 4.5). */

import { Temporal } from 'temporal-polyfill'
import { type Instant, isBefore, mondayOf, type PlainDate } from './calendar.ts'
import type { Completion } from './completion.ts'
import type { Group } from './group.ts'
import { slotOf, weeklyOf } from './slot.ts'

/** A week, identified by its Monday, and the instant at which it was closed. */
export type ClosedWeek = { week: PlainDate; closedAt: Instant }

/**
 * A week closes at the first time of the weekly post after its end, whether or not weekly posts are on; and not before that
 * time was last changed, because completions recorded until then may have counted in it.
 */
export const closesAt = (group: Group, week: PlainDate): Instant => {
  const { rescheduledAt } = group
  const { at } = slotOf(weeklyOf(group), week.add({ weeks: 1 }))
  return Temporal.Instant.compare(at, rescheduledAt) < 0 ? rescheduledAt : at
}

/** The weeks that are over and due to be closed but are not, the oldest first; `closed` lists those that are. */
export const weeksToClose = (group: Group, closed: readonly PlainDate[], now: Instant): PlainDate[] => {
  const latest = closed.toSorted(Temporal.PlainDate.compare).at(-1)
  const due: PlainDate[] = []
  let week = latest?.add({ weeks: 1 }) ?? mondayOf(group.createdOn)
  while (Temporal.Instant.compare(closesAt(group, week), now) <= 0) {
    due.push(week)
    week = week.add({ weeks: 1 })
  }
  return due
}

/** All weeks that are closed by now, stored or only due, the latest first: a due week cannot change any more either. */
export const closedBy = (group: Group, stored: readonly ClosedWeek[], now: Instant): ClosedWeek[] => {
  const due = weeksToClose(
    group,
    stored.map(({ week }) => week),
    now,
  )
  return [...due.map((week) => ({ week, closedAt: closesAt(group, week) })).toReversed(), ...stored]
}

/**
 * The day on which a completion scores: its own, unless its week was closed when it was recorded; then the Monday of the
 * oldest week that was open.
 */
export const scoringDay = (
  { on, recordedAt }: Pick<Completion, 'on' | 'recordedAt'>,
  closedWeeks: readonly ClosedWeek[],
): PlainDate => {
  if (closedWeeks.length === 0) return on
  const closedThen = closedWeeks.filter(({ closedAt }) => Temporal.Instant.compare(closedAt, recordedAt) <= 0)
  const latest = closedThen
    .map(({ week }) => week)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1)
  if (latest === undefined || isBefore(latest, mondayOf(on))) return on
  return latest.add({ weeks: 1 })
}
