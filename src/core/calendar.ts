/** Dates as groups count them: in weeks from Monday to Monday, each identified by its Monday's date, never by a number. */
import { Temporal } from 'temporal-polyfill'

export type Instant = Temporal.Instant
export type PlainDate = Temporal.PlainDate
export type PlainTime = Temporal.PlainTime

/** The Monday of the week that a date is in. */
export const mondayOf = (date: PlainDate): PlainDate => date.subtract({ days: date.dayOfWeek - 1 })

/** The Monday on or after a date: the day a group starts if nobody says otherwise (design 4.2). */
export const comingMonday = (date: PlainDate): PlainDate => date.add({ days: (8 - date.dayOfWeek) % 7 })

/** Whole weeks from one Monday to another; negative when the second is earlier. */
export const weeksBetween = (from: PlainDate, to: PlainDate): number => from.until(to, { largestUnit: 'weeks' }).weeks

/** Memoizes a function of a day by object identity: most of a thousand completions share the same `PlainDate` objects. */
export const memoizeByDay = <T>(compute: (day: PlainDate) => T): ((day: PlainDate) => T) => {
  const known = new Map<PlainDate, T>()
  return (day) => {
    if (known.has(day)) return known.get(day) as T
    const result = compute(day)
    known.set(day, result)
    return result
  }
}

export const isBefore = (a: PlainDate, b: PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0

/** The date in a time zone at an instant. */
export const dateAt = (instant: Instant, zone: string): PlainDate => instant.toZonedDateTimeISO(zone).toPlainDate()

/**
 * The instant of a local date and time. A time that a clock change skips moves forward, one that happens twice is the
 * first (Temporal's `compatible`, design 4.7).
 */
export const instantOf = (date: PlainDate, time: PlainTime, zone: string): Instant =>
  date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
