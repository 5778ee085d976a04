import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { comingMonday, dateAt, instantOf, isBefore, mondayOf, weeksBetween } from '../../src/core/calendar.ts'

const date = (iso: string) => Temporal.PlainDate.from(iso)
const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => date('1990-01-01').add({ days }))

test.each([
  ['2026-11-02', '2026-11-02', '2026-11-02'],
  ['2026-11-03', '2026-11-02', '2026-11-09'],
  ['2026-11-08', '2026-11-02', '2026-11-09'],
  ['2027-01-01', '2026-12-28', '2027-01-04'],
  ['2028-02-29', '2028-02-28', '2028-03-06'],
  ['2026-12-31', '2026-12-28', '2027-01-04'],
])('%s is in the week of %s, and its coming Monday is %s', (day, monday, coming) => {
  expect(String(mondayOf(date(day)))).toBe(monday)
  expect(String(comingMonday(date(day)))).toBe(coming)
})

test('every date is in the week of one Monday, up to six days before it; the coming one is up to six days after it', () => {
  fc.assert(
    fc.property(anyDate, (day) => {
      for (const monday of [mondayOf(day), comingMonday(day)]) {
        expect(monday.dayOfWeek).toBe(1)
        expect(Math.abs(monday.until(day).days)).toBeLessThanOrEqual(6)
      }
      expect(isBefore(day, mondayOf(day)) || isBefore(comingMonday(day), day)).toBe(false)
    }),
  )
})

test('weeks between Mondays count up and down', () => {
  fc.assert(
    fc.property(anyDate.map(mondayOf), fc.integer({ min: -600, max: 600 }), (monday, weeks) => {
      expect(weeksBetween(monday, monday.add({ weeks }))).toBe(weeks)
    }),
  )
})

describe('the instant of a local time', () => {
  test.each([
    ['Europe/Berlin', '2026-03-23', '09:00', '2026-03-23T08:00:00Z', 'winter time'],
    ['Europe/Berlin', '2026-03-30', '09:00', '2026-03-30T07:00:00Z', 'summer time'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00Z', 'skipped: becomes 03:30'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z', 'twice: the first'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00Z', 'skipped: becomes 03:30'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z', 'twice: the first'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z', 'skipped by half an hour: becomes 02:45'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z', 'twice within half an hour: the first'],
    ['Asia/Kathmandu', '2026-11-02', '09:00', '2026-11-02T03:15:00Z', 'five hours and three quarters ahead'],
    ['Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00Z', 'a midnight that is skipped: becomes 01:00'],
    ['Pacific/Kiritimati', '2026-11-02', '09:00', '2026-11-01T19:00:00Z', 'fourteen hours ahead'],
  ])('%s %s %s is %s (%s)', (zone, day, time, instant) => {
    expect(String(instantOf(date(day), Temporal.PlainTime.from(time), zone))).toBe(instant)
  })

  test('is on that day there, at that time or, where a clock change skips it, a little later', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
    fc.assert(
      fc.property(zones, anyDate, minutes, (zone, day, minute) => {
        const time = Temporal.PlainTime.from('00:00').add({ minutes: minute })
        const instant = instantOf(day, time, zone)
        expect(String(dateAt(instant, zone))).toBe(String(day))
        const there = instant.toZonedDateTimeISO(zone)
        const late = there.toPlainTime().since(time).total('minutes')
        expect([0, 30, 60]).toContain(late)
        // Nothing skips a time twice: the same wall clock does not exist an hour or half an hour earlier.
        for (const earlier of [30, 60]) {
          const before = instant.subtract({ minutes: earlier }).toZonedDateTimeISO(zone).toPlainDateTime()
          expect(before.equals(day.toPlainDateTime(time))).toBe(false)
        }
      }),
    )
  })
})

test('the date of an instant is that of the zone', () => {
  const late = Temporal.Instant.from('2026-11-01T23:30:00Z')
  expect(String(dateAt(late, 'UTC'))).toBe('2026-11-01')
  expect(String(dateAt(late, 'Europe/Berlin'))).toBe('2026-11-02')
  expect(String(dateAt(late, 'Pacific/Kiritimati'))).toBe('2026-11-02')
  expect(String(dateAt(late, 'America/New_York'))).toBe('2026-11-01')
})
