import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { type Instant, mondayOf } from '../../src/core/calendar.ts'
import { closesAt, scoringDay, weeksToClose } from '../../src/core/closed-week.ts'
import { type Group, type Weekday, weekdays } from '../../src/core/group.ts'
import { firstMonday, monday } from '../support/arbitrary-schedule.ts'

const group: Group = {
  id: 'group',
  name: 'Evening group',
  roadmapId: 'any',
  start: firstMonday,
  tempo: 'steady',
  zone: 'Europe/Berlin',
  pauses: [],
  postDay: 'monday',
  postTime: Temporal.PlainTime.from('09:00'),
  postsEnabled: true,
  createdOn: firstMonday,
  rescheduledAt: Temporal.Instant.from('2000-01-01T00:00Z'),
  postsSince: Temporal.Instant.from('2000-01-01T00:00Z'),
  nextPostAt: Temporal.Instant.from('2000-01-01T00:00Z'),
}

const date = (iso: string) => Temporal.PlainDate.from(iso)
const at = (iso: string) => Temporal.Instant.from(iso)
const isAfter = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b) > 0

describe('a week closes at the first nudge time after its end', () => {
  test.each<[string, string, Weekday, string, string]>([
    ['2026-11-02', 'Europe/Berlin', 'monday', '09:00', '2026-11-09T08:00:00Z'],
    ['2026-11-02', 'Europe/Berlin', 'monday', '00:00', '2026-11-08T23:00:00Z'],
    ['2026-11-02', 'Europe/Berlin', 'sunday', '23:59', '2026-11-15T22:59:00Z'],
    ['2026-11-02', 'Asia/Kathmandu', 'wednesday', '18:00', '2026-11-11T12:15:00Z'],
    ['2026-11-02', 'America/New_York', 'friday', '09:00', '2026-11-13T14:00:00Z'],
    // Across clock changes the time on the wall stays.
    ['2026-03-16', 'Europe/Berlin', 'monday', '09:00', '2026-03-23T08:00:00Z'],
    ['2026-03-23', 'Europe/Berlin', 'monday', '09:00', '2026-03-30T07:00:00Z'],
    ['2026-10-26', 'America/New_York', 'monday', '09:00', '2026-11-02T14:00:00Z'],
    // A time that is skipped moves forward, one that happens twice means the first.
    ['2026-03-16', 'Europe/Berlin', 'sunday', '02:30', '2026-03-29T01:30:00Z'],
    ['2026-10-12', 'Europe/Berlin', 'sunday', '02:30', '2026-10-25T00:30:00Z'],
    ['2026-02-23', 'America/New_York', 'sunday', '02:30', '2026-03-08T07:30:00Z'],
    ['2026-10-19', 'America/New_York', 'sunday', '01:30', '2026-11-01T05:30:00Z'],
    ['2026-09-21', 'Australia/Lord_Howe', 'sunday', '02:15', '2026-10-03T15:45:00Z'],
    ['2026-03-23', 'Australia/Lord_Howe', 'sunday', '01:45', '2026-04-04T14:45:00Z'],
  ])('that of %s in %s, nudged on %s at %s, closes at %s', (week, zone, postDay, time, instant) => {
    const there = { ...group, zone, postDay, postTime: Temporal.PlainTime.from(time) }
    expect(String(closesAt(there, date(week)))).toBe(instant)
  })

  test('whether or not nudges are on', () => {
    expect(String(closesAt({ ...group, postsEnabled: false }, monday(0)))).toBe('2026-11-09T08:00:00Z')
  })
})

const anyGroup: fc.Arbitrary<Group> = fc
  .record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
    postDay: fc.constantFrom(...weekdays),
    minutes: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    created: fc.integer({ min: 0, max: 365 }),
  })
  .map(({ zone, postDay, minutes, created }) => ({
    ...group,
    zone,
    postDay,
    postTime: Temporal.PlainTime.from('00:00').add({ minutes }),
    createdOn: firstMonday.add({ days: created }),
  }))

describe('weeks to close', () => {
  test.each<[string, number[], string, number[]]>([
    ['none in the group’s first week', [], '2026-11-08T20:00:00Z', []],
    ['none on Monday before nine', [], '2026-11-09T07:59:59Z', []],
    ['the first at nine sharp', [], '2026-11-09T08:00:00Z', [0]],
    ['none twice', [0], '2026-11-09T08:00:00Z', []],
    ['three after a long sleep, the oldest first', [0], '2026-12-02T12:00:00Z', [1, 2, 3]],
    ['the rest, in whatever order the closed ones are told', [2, 0, 1], '2026-12-02T12:00:00Z', [3]],
    ['none when the clock went back', [0, 1, 2], '2026-11-10T12:00:00Z', []],
  ])('%s', (_, closed, now, expected) => {
    expect(weeksToClose(group, closed.map(monday), at(now)).map(String)).toEqual(
      expected.map((week) => String(monday(week))),
    )
  })

  test('a group made on a Thursday closes that week too', () => {
    const late = { ...group, createdOn: monday(0).add({ days: 3 }) }
    expect(weeksToClose(late, [], at('2026-11-09T08:00:00Z')).map(String)).toEqual(['2026-11-02'])
  })

  test('however long the bot slept, each week is closed once, in order, as if it had been awake', () => {
    const naps = fc.array(fc.integer({ min: 0, max: 60 * 24 }), { maxLength: 12 })
    fc.assert(
      fc.property(anyGroup, naps, (group, naps) => {
        let now = group.createdOn.toZonedDateTime({ timeZone: group.zone, plainTime: '12:00' }).toInstant()
        const closed: Temporal.PlainDate[] = []
        for (const hours of naps) {
          now = now.add({ hours })
          const due = weeksToClose(group, closed, now)
          for (const week of due) expect(isAfter(closesAt(group, week), now)).toBe(false)
          closed.push(...due)
          const next = mondayOf(group.createdOn).add({ weeks: closed.length })
          expect(isAfter(closesAt(group, next), now)).toBe(true)
          expect(weeksToClose(group, closed, now)).toEqual([])
        }
        expect(closed.map(String)).toEqual(closed.map((_, at) => String(mondayOf(group.createdOn).add({ weeks: at }))))
        expect(weeksToClose(group, [], now).map(String)).toEqual(closed.map(String))
      }),
    )
  })

  test('a week closes after its end and less than a week later, save for a clock change', () => {
    fc.assert(
      fc.property(anyGroup, fc.integer({ min: 0, max: 300 }), (group, weeks) => {
        const end = monday(weeks + 1).toZonedDateTime(group.zone)
        const closing = closesAt(group, monday(weeks)).toZonedDateTimeISO(group.zone)
        expect(Temporal.ZonedDateTime.compare(end, closing)).toBeLessThanOrEqual(0)
        expect(Temporal.ZonedDateTime.compare(closing, end.add({ weeks: 1 }))).toBeLessThan(0)
      }),
    )
  })
})

describe('the day on which a completion scores', () => {
  // The weeks of November 2 and 9 are closed on Monday, November 9 and 16, at nine in Berlin.
  const closedWeeks = [monday(0), monday(1)].map((week) => ({ week, closedAt: closesAt(group, week) }))
  test.each([
    ['in the open week, its own', '2026-11-18', '2026-11-18T10:00:00Z', '2026-11-18'],
    ['last Sunday, recorded on Monday before nine: its own', '2026-11-15', '2026-11-16T07:59:59Z', '2026-11-15'],
    [
      'last Sunday, recorded on Monday at nine: the Monday of this week',
      '2026-11-15',
      '2026-11-16T08:00:00Z',
      '2026-11-16',
    ],
    ['on the Monday itself: its own', '2026-11-16', '2026-11-16T08:00:00Z', '2026-11-16'],
    ['two weeks ago', '2026-11-08', '2026-11-17T10:00:00Z', '2026-11-16'],
    ['of a closed week, while last week is still open: last week', '2026-11-08', '2026-11-16T07:00:00Z', '2026-11-09'],
    ['recorded when nothing was closed: its own', '2026-11-03', '2026-11-08T10:00:00Z', '2026-11-03'],
    ['before the group’s first week', '2026-10-30', '2026-11-10T10:00:00Z', '2026-11-09'],
  ])('%s', (_, on, recordedAt, day) => {
    expect(String(scoringDay({ on: date(on), recordedAt: at(recordedAt) }, closedWeeks))).toBe(day)
    expect(String(scoringDay({ on: date(on), recordedAt: at(recordedAt) }, closedWeeks.toReversed()))).toBe(day)
  })

  test('is in a week that was open when it was recorded: its own, or else the Monday of the oldest', () => {
    fc.assert(
      fc.property(
        anyGroup,
        fc.integer({ min: 0, max: 24 * 90 }),
        fc.integer({ min: 0, max: 7 }),
        (group, hours, back) => {
          const start = group.createdOn.toZonedDateTime({ timeZone: group.zone, plainTime: '12:00' })
          const recordedAt = start.add({ hours }).toInstant()
          const on = start.add({ hours }).toPlainDate().subtract({ days: back })
          const weeks = weeksToClose(group, [], recordedAt.add({ hours: 24 * 30 }))
          const closedWeeks = weeks.map((week) => ({ week, closedAt: closesAt(group, week) }))
          const closed = weeksToClose(group, [], recordedAt)
          const oldest = closed.at(-1)?.add({ weeks: 1 })
          const isClosed = oldest !== undefined && Temporal.PlainDate.compare(on, oldest) < 0
          expect(String(scoringDay({ on, recordedAt }, closedWeeks))).toBe(String(isClosed ? oldest : on))
        },
      ),
    )
  })

  test('never changes again, however many weeks close later', () => {
    fc.assert(
      fc.property(
        anyGroup,
        fc.integer({ min: 0, max: 24 * 90 }),
        fc.integer({ min: 0, max: 90 }),
        (group, hours, later) => {
          const start = group.createdOn.toZonedDateTime({ timeZone: group.zone, plainTime: '12:00' })
          const recordedAt = start.add({ hours }).toInstant()
          const completion = { on: start.add({ hours }).toPlainDate(), recordedAt }
          const until = (instant: Instant) =>
            weeksToClose(group, [], instant).map((week) => ({ week, closedAt: closesAt(group, week) }))
          const now = scoringDay(completion, until(recordedAt))
          expect(String(scoringDay(completion, until(recordedAt.add({ hours: 24 * later }))))).toBe(String(now))
        },
      ),
    )
  })
})
