/** When posts fall due (design 4.7): a group's weekly post in the group's zone, a learner's private reminder in the learner's. */
import { Temporal } from 'temporal-polyfill'
import type { PlainTime } from './calendar.ts'
import { dateAt, type Instant, instantOf, mondayOf, type PlainDate } from './calendar.ts'
import { type Group, type Weekday, weekdays } from './group.ts'

/** A time of the week, by the clocks of a zone. */
export type Weekly = { day: Weekday; time: PlainTime; zone: string }

/** The instant at which something falls due in a week, which is identified by its Monday. */
export type Slot = { week: PlainDate; at: Instant }

export const weeklyOf = ({ postDay, postTime, zone }: Pick<Group, 'postDay' | 'postTime' | 'zone'>): Weekly => ({
  day: postDay,
  time: postTime,
  zone,
})

/** The private reminder comes on Saturdays at 10:00. */
export const reminderWeekly = (zone: string): Weekly => ({
  day: 'saturday',
  time: Temporal.PlainTime.from('10:00'),
  zone,
})

/** A message that has been due for so many hours is too late, and is not sent any more. */
export const hoursOfGrace = 12

export const isLate = (dueAt: Instant, now: Instant): boolean =>
  Temporal.Instant.compare(dueAt.add({ hours: hoursOfGrace }), now) <= 0

export const slotOf = ({ day, time, zone }: Weekly, week: PlainDate): Slot => ({
  week,
  at: instantOf(week.add({ days: weekdays.indexOf(day) }), time, zone),
})

/** The slot of the week that an instant is in; it may be before the instant. */
export const slotAround = (weekly: Weekly, instant: Instant): Slot =>
  slotOf(weekly, mondayOf(dateAt(instant, weekly.zone)))

/** The first slot later than an instant. */
export const slotAfter = (weekly: Weekly, instant: Instant): Slot => {
  let slot = slotAround(weekly, instant)
  while (Temporal.Instant.compare(slot.at, instant) <= 0) slot = slotOf(weekly, slot.week.add({ weeks: 1 }))
  return slot
}

/** After a long downtime, slots of so many weeks back are considered, and no older ones. */
const maxWeeksBack = 8

/** The slots from one instant to another, both included, the oldest first; of many only the latest. */
export const slotsBetween = (weekly: Weekly, from: Instant, until: Instant): Slot[] => {
  const earliest = until.subtract({ hours: 24 * 7 * maxWeeksBack })
  const since = Temporal.Instant.compare(from, earliest) < 0 ? earliest : from
  const slots: Slot[] = []
  let slot = slotAfter(weekly, since.subtract({ nanoseconds: 1 }))
  while (Temporal.Instant.compare(slot.at, until) <= 0) {
    slots.push(slot)
    slot = slotOf(weekly, slot.week.add({ weeks: 1 }))
  }
  return slots
}
