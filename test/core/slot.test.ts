import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { dateAt, mondayOf } from '../../src/core/calendar.ts'
import { weekdays } from '../../src/core/group.ts'
import { retryAfter } from '../../src/core/retry.ts'
import { isLate, slotAfter, slotOf, slotsBetween, type Weekly } from '../../src/core/slot.ts'

const weekly = (zone: string, day: Weekly['day'], time: string): Weekly => ({
  zone,
  day,
  time: Temporal.PlainTime.from(time),
})
const instant = (text: string) => Temporal.Instant.from(text)

describe('the weekly time', () => {
  test.each([
    ['Europe/Berlin', 'monday', '09:00', 'the week of the change to winter time', '2026-10-26', '2026-10-26T08:00:00Z'],
    ['Europe/Berlin', 'monday', '09:00', 'the week of the change to summer time', '2026-03-30', '2026-03-30T07:00:00Z'],
    [
      'Europe/Berlin',
      'sunday',
      '02:30',
      'a time that is skipped: it moves forward',
      '2026-03-23',
      '2026-03-29T01:30:00Z',
    ],
    ['Europe/Berlin', 'sunday', '02:30', 'a time that comes twice: the first', '2026-10-19', '2026-10-25T00:30:00Z'],
    ['America/New_York', 'sunday', '02:30', 'skipped in New York', '2026-03-02', '2026-03-08T07:30:00Z'],
    ['America/New_York', 'sunday', '01:30', 'twice in New York', '2026-10-26', '2026-11-01T05:30:00Z'],
    ['Asia/Kathmandu', 'monday', '09:00', 'a quarter of an hour', '2026-11-23', '2026-11-23T03:15:00Z'],
    ['Asia/Kolkata', 'monday', '09:00', 'half an hour', '2026-11-23', '2026-11-23T03:30:00Z'],
    ['Australia/Lord_Howe', 'sunday', '02:15', 'a change of half an hour', '2026-09-28', '2026-10-03T15:45:00Z'],
    ['Africa/Cairo', 'friday', '00:00', 'midnight that is skipped', '2026-04-20', '2026-04-23T22:00:00Z'],
    ['Pacific/Kiritimati', 'monday', '09:00', 'the first to have it', '2026-11-23', '2026-11-22T19:00:00Z'],
    ['Pacific/Pago_Pago', 'monday', '09:00', 'the last to have it', '2026-11-23', '2026-11-23T20:00:00Z'],
    ['Europe/Berlin', 'monday', '09:00', 'the last week of a year', '2026-12-28', '2026-12-28T08:00:00Z'],
    ['Europe/Berlin', 'friday', '09:00', 'a week in two years', '2026-12-28', '2027-01-01T08:00:00Z'],
  ] as const)('in %s, %s %s: %s', (zone, day, time, _, week, expected) => {
    expect(slotOf(weekly(zone, day, time), Temporal.PlainDate.from(week)).at.toString()).toBe(expected)
  })
})

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC']

const anyWeekly: fc.Arbitrary<Weekly> = fc.record({
  zone: fc.constantFrom(...zones),
  day: fc.constantFrom(...weekdays),
  time: fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((minutes) => Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 })),
})

const anyInstant = fc
  .integer({ min: 0, max: 5 * 365 * 24 * 60 })
  .map((minutes) => instant('2024-01-01T00:00:00Z').add({ minutes }))

describe('slots, for any weekly time in any zone', () => {
  test('the next one is later, and there is none between', () => {
    fc.assert(
      fc.property(anyWeekly, anyInstant, (when, now) => {
        const next = slotAfter(when, now)
        expect(Temporal.Instant.compare(next.at, now)).toBe(1)
        const before = slotOf(when, next.week.subtract({ weeks: 1 }))
        expect(Temporal.Instant.compare(before.at, now)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('whoever looks at any times, in steps of any length, sees each week once, in order', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 * 24 * 60 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(anyWeekly, anyInstant, steps, (when, start, minutes) => {
        let now = start
        let next = slotAfter(when, now).at
        const seen: string[] = []
        for (const step of minutes) {
          now = now.add({ minutes: step })
          if (Temporal.Instant.compare(next, now) > 0) continue
          seen.push(...slotsBetween(when, next, now).map(({ week }) => week.toString()))
          next = slotAfter(when, now).at
        }
        const [first] = seen
        const expected = seen.map((_, at) =>
          Temporal.PlainDate.from(first ?? '2024-01-01')
            .add({ weeks: at })
            .toString(),
        )
        expect(seen).toEqual(expected)
      }),
    )
  })

  test('a slot lies in its week, by the clocks of its zone', () => {
    fc.assert(
      fc.property(anyWeekly, anyInstant, (when, now) => {
        const { week, at } = slotAfter(when, now)
        expect(mondayOf(dateAt(at, when.zone)).equals(week)).toBe(true)
      }),
    )
  })
})

test('late is 12 hours and not a minute less', () => {
  const due = instant('2026-11-23T08:00:00Z')
  expect(isLate(due, instant('2026-11-23T19:59:59Z'))).toBe(false)
  expect(isLate(due, instant('2026-11-23T20:00:00Z'))).toBe(true)
})

test('attempts come after 30 seconds, doubling up to 30 minutes, spread over half of that', () => {
  const now = instant('2026-11-23T08:00:00Z')
  const waits = [1, 2, 3, 6, 7, 8, 50].map((attempts) => retryAfter(now, attempts, 0).since(now).total('seconds'))
  expect(waits).toEqual([30, 60, 120, 960, 1800, 1800, 1800])
  expect(retryAfter(now, 3, 0.999).since(now).total('seconds')).toBeCloseTo(60, 0)
})
