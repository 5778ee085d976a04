import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tempos } from '../../src/core/group.ts'
import {
  endOf,
  isPaused,
  merged,
  mondayOfWeek,
  positionIn,
  type Schedule,
  stageWeeks,
  totalWeeks,
  weekIndex,
} from '../../src/core/schedule.ts'
import { anyRoadmap } from '../support/arbitrary-roadmap.ts'
import {
  anyPauses,
  anyPausesOrOpen,
  firstMonday,
  isOff,
  monday,
  scheduleWith,
  walk,
} from '../support/arbitrary-schedule.ts'
import { backendDeveloper } from '../support/bot.ts'

const [backend] = backendDeveloper
if (!backend) throw new Error('no roadmap')

const steady: Schedule = { roadmap: backend, tempo: 'steady', start: firstMonday, pauses: [] }

describe('how long the real roadmap takes', () => {
  test.each([
    ['relaxed', [6, 5, 8, 4, 5, 8], 36, '2027-07-12'],
    ['steady', [5, 5, 7, 3, 5, 7], 32, '2027-06-14'],
    ['fast', [4, 4, 6, 3, 4, 6], 27, '2027-05-10'],
  ] as const)('%s', (tempo, weeks, total, end) => {
    expect(stageWeeks(backend, tempo)).toEqual(weeks)
    expect(totalWeeks(backend, tempo)).toBe(total)
    expect(String(endOf({ ...steady, tempo }))).toBe(end)
  })
})

test('steady ends each stage at the mean of the longest and the shortest so far, half weeks rounded up', () => {
  fc.assert(
    fc.property(anyRoadmap, (roadmap) => {
      const [relaxed, mean, fast] = tempos.map((tempo) => stageWeeks(roadmap, tempo))
      const ends = (weeks: readonly number[] = []) =>
        weeks.map((_, at) => weeks.slice(0, at + 1).reduce((a, b) => a + b))
      const longest = ends(relaxed)
      const shortest = ends(fast)
      expect(ends(mean)).toEqual(longest.map((end, at) => Math.round((end + (shortest[at] ?? Number.NaN)) / 2)))
      expect(relaxed).toEqual(roadmap.stages.map(({ weeks }) => weeks.max))
      expect(fast).toEqual(roadmap.stages.map(({ weeks }) => weeks.min))
      expect(mean?.every((weeks) => weeks >= 1)).toBe(true)
    }),
  )
})

describe('where the group is', () => {
  const paused = { ...steady, pauses: [{ from: monday(3), until: monday(5) }] }
  test.each([
    ['the Sunday before', monday(0).subtract({ days: 1 }), { kind: 'before', index: 0 }],
    ['the first Monday', monday(0), { kind: 'stage', index: 0, stageNumber: 1, week: 1, weeks: 5 }],
    [
      'the Sunday after',
      monday(1).subtract({ days: 1 }),
      { kind: 'stage', index: 0, stageNumber: 1, week: 1, weeks: 5 },
    ],
    ['the last week before the pause', monday(2), { kind: 'stage', index: 2, stageNumber: 1, week: 3, weeks: 5 }],
    ['the first paused week', monday(3), { kind: 'paused', index: 3 }],
    ['the last paused Sunday', monday(5).subtract({ days: 1 }), { kind: 'paused', index: 3 }],
    ['the first week after the pause', monday(5), { kind: 'stage', index: 3, stageNumber: 1, week: 4, weeks: 5 }],
    ['the first week of stage 2', monday(7), { kind: 'stage', index: 5, stageNumber: 2, week: 1, weeks: 5 }],
    ['the last week', monday(33), { kind: 'stage', index: 31, stageNumber: 6, week: 7, weeks: 7 }],
    ['the week after it', monday(34), { kind: 'after', index: 32 }],
  ])('%s', (_, date, expected) => {
    expect(positionIn(paused, date)).toEqual(expected)
  })

  test('a pause of two weeks ends the roadmap two weeks later', () => {
    expect(String(endOf(steady))).toBe('2027-06-14')
    expect(String(endOf(paused))).toBe('2027-06-28')
  })

  test('a pause without an end leaves the end open, one that begins after the end does not', () => {
    expect(endOf({ ...steady, pauses: [{ from: monday(31) }] })).toBeUndefined()
    expect(String(endOf({ ...steady, pauses: [{ from: monday(32) }] }))).toBe('2027-06-14')
  })

  test('weeks paused before the start move nothing, those that reach beyond it move the rest', () => {
    const early = (weeks: number) => ({ ...steady, pauses: [{ from: monday(-2), until: monday(-2 + weeks) }] })
    expect([1, 2, 3, 4].map((weeks) => String(mondayOfWeek(early(weeks), 0)))).toEqual(
      [0, 0, 1, 2].map((moved) => String(monday(moved))),
    )
  })

  test('every date from the start on is in the stage and week that walking through the calendar finds', () => {
    fc.assert(
      fc.property(
        scheduleWith(anyPausesOrOpen),
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 6 }),
        (schedule, weeks, days) => {
          const lengths = stageWeeks(schedule.roadmap, schedule.tempo)
          const stages = lengths.flatMap((length, at) =>
            Array.from({ length }, (_, week) => ({
              kind: 'stage',
              stageNumber: at + 1,
              week: week + 1,
              weeks: length,
            })),
          )
          const index = walk(schedule, weeks).length
          const expected = isOff(schedule.pauses, monday(weeks))
            ? { kind: 'paused' }
            : (stages[index] ?? { kind: 'after' })
          expect(positionIn(schedule, monday(weeks).add({ days }))).toEqual({ ...expected, index })
        },
      ),
    )
  })
})

describe('weeks and their Mondays', () => {
  test('agree with walking through the calendar, whatever the pauses', () => {
    fc.assert(
      fc.property(scheduleWith(anyPausesOrOpen), (schedule) => {
        const mondays = walk(schedule, 120)
        const reached = mondays.slice(0, 60)
        expect(reached.map((_, index) => String(mondayOfWeek(schedule, index)))).toEqual(reached.map(String))
        expect(reached.map((date) => weekIndex(schedule, date))).toEqual(reached.map((_, index) => index))
      }),
    )
  })

  test('are inverse to each other on weeks that are not paused', () => {
    fc.assert(
      fc.property(scheduleWith(anyPauses), fc.integer({ min: 0, max: 60 }), ({ ...schedule }, index) => {
        const date = mondayOfWeek(schedule, index)
        expect(date && !isPaused(schedule.pauses, date) && weekIndex(schedule, date)).toBe(index)
      }),
    )
  })

  test('after a pause without an end are unknown, before it are not', () => {
    fc.assert(
      fc.property(scheduleWith(anyPauses), fc.integer({ min: 0, max: 30 }), (schedule, from) => {
        const open = { ...schedule, pauses: [...schedule.pauses, { from: monday(from) }] }
        const before = walk(open, from).length
        for (let index = 0; index < 40; index++) {
          expect(String(mondayOfWeek(open, index))).toBe(
            index < before ? String(mondayOfWeek(schedule, index)) : 'undefined',
          )
        }
      }),
    )
  })
})

test('pausing n weeks moves every later date by exactly n weeks, and none before it', () => {
  fc.assert(
    fc.property(
      scheduleWith(anyPauses),
      fc.integer({ min: 0, max: 45 }),
      fc.integer({ min: 1, max: 26 }),
      (schedule, from, weeks) => {
        // What was paused before stays; a pause that lies ahead is kept on its dates and so would move them once more.
        const pauses = schedule.pauses.filter(
          ({ until }) => until !== undefined && !isOff([{ from: monday(from + 1) }], until),
        )
        const before = { ...schedule, pauses }
        const after = { ...schedule, pauses: [...pauses, { from: monday(from), until: monday(from + weeks) }] }
        for (let index = 0; index < 60; index++) {
          const then = mondayOfWeek(before, index)
          const moved = then && isOff([{ from: monday(from) }], then) ? weeks : 0
          expect(String(mondayOfWeek(after, index))).toBe(String(then?.add({ weeks: moved })))
        }
        const end = endOf(before)
        const isRunning = end !== undefined && isOff([{ from: monday(from + 1) }], end)
        expect(String(endOf(after))).toBe(String(end?.add({ weeks: isRunning ? weeks : 0 })))
      },
    ),
  )
})

describe('pauses together', () => {
  test.each<[string, [number, number?][], [number, number?][]]>([
    [
      'apart',
      [
        [5, 6],
        [1, 3],
      ],
      [
        [1, 3],
        [5, 6],
      ],
    ],
    [
      'touching',
      [
        [1, 3],
        [3, 4],
      ],
      [[1, 4]],
    ],
    [
      'overlapping',
      [
        [1, 4],
        [2, 6],
      ],
      [[1, 6]],
    ],
    [
      'one within the other',
      [
        [1, 9],
        [2, 3],
      ],
      [[1, 9]],
    ],
    [
      'twice the same',
      [
        [1, 2],
        [1, 2],
      ],
      [[1, 2]],
    ],
    ['open swallows what begins later', [[1], [3, 5]], [[1]]],
    ['open begins within another', [[1, 4], [3]], [[1]]],
    ['open after another', [[5], [1, 3]], [[1, 3], [5]]],
    ['none', [], []],
  ])('%s', (_, given, expected) => {
    const pauses = (spans: [number, number?][]) =>
      spans.map(([from, until]) => ({ from: monday(from), ...(until !== undefined && { until: monday(until) }) }))
    const told = (all: { from: object; until?: object }[]) => all.map(({ from, until }) => `${from} ${until}`)
    expect(told(merged(pauses(given)))).toEqual(told(pauses(expected)))
  })

  test('cover the same weeks as one by one, in order, without touching each other, and move nothing', () => {
    fc.assert(
      fc.property(scheduleWith(anyPausesOrOpen), (schedule) => {
        const joined = merged(schedule.pauses)
        for (let week = -6; week < 45; week++) {
          expect(isPaused(joined, monday(week))).toBe(isOff(schedule.pauses, monday(week)))
          expect(isPaused(schedule.pauses, monday(week))).toBe(isOff(schedule.pauses, monday(week)))
        }
        for (const [at, { until }] of joined.entries()) {
          const next = joined[at + 1]
          if (next) expect(until && !isOff([next], until) && isOff([{ from: until }], next.from)).toBe(true)
        }
        for (let index = 0; index < 40; index++) {
          expect(String(mondayOfWeek({ ...schedule, pauses: joined }, index))).toBe(
            String(mondayOfWeek(schedule, index)),
          )
        }
      }),
    )
  })
})
