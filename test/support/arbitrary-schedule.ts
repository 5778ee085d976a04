/** Schedules that nobody made: pauses that overlap, touch, lie before the start or after the end, or have no end. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../../src/core/calendar.ts'
import type { Pause } from '../../src/core/group.ts'
import type { Schedule } from '../../src/core/schedule.ts'
import { anyRoadmap, anyTempo } from './arbitrary-roadmap.ts'

/** All schedules start here, so that a failure is easy to read: the pauses move around it. */
export const firstMonday = Temporal.PlainDate.from('2026-11-02')

/** The Monday so many weeks after the first one; before it when negative. */
export const monday = (weeks: number): PlainDate => firstMonday.add({ weeks })

/** Pauses that have an end. */
export const anyPauses: fc.Arbitrary<Pause[]> = fc.array(
  fc
    .record({ from: fc.integer({ min: -4, max: 30 }), weeks: fc.integer({ min: 1, max: 5 }) })
    .map(({ from, weeks }) => ({ from: monday(from), until: monday(from + weeks) })),
  { maxLength: 5 },
)

/** Pauses of which one may be open. */
export const anyPausesOrOpen: fc.Arbitrary<Pause[]> = fc
  .tuple(anyPauses, fc.option(fc.integer({ min: -2, max: 30 }), { nil: undefined }))
  .map(([pauses, open]) => (open === undefined ? pauses : [...pauses, { from: monday(open) }]))

export const scheduleWith = (pauses: fc.Arbitrary<Pause[]>): fc.Arbitrary<Schedule> =>
  fc.record({ roadmap: anyRoadmap, tempo: anyTempo, start: fc.constant(firstMonday), pauses })

/** Whether a pause covers a Monday: told here once more, from the definition, as what the tests measure by. */
export const isOff = (pauses: readonly Pause[], date: PlainDate): boolean =>
  pauses.some(
    ({ from, until }) =>
      Temporal.PlainDate.compare(from, date) <= 0 &&
      (until === undefined || Temporal.PlainDate.compare(date, until) < 0),
  )

/** The Mondays that count, from the start on, found by walking through the calendar for so many weeks. */
export const walk = ({ start, pauses }: Schedule, weeks: number): PlainDate[] =>
  Array.from({ length: weeks }, (_, at) => start.add({ weeks: at })).filter((date) => !isOff(pauses, date))
