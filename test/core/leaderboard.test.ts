import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Completion } from '../../src/core/completion.ts'
import { type Member, visibilities } from '../../src/core/group.ts'
import {
  dateRangeOf,
  isWithin,
  periods,
  ranked,
  type Score,
  scoresOf,
  shownRows,
  takesPart,
} from '../../src/core/leaderboard.ts'
import { unitsOf } from '../../src/core/points.ts'
import { anyRoadmap } from '../support/arbitrary-roadmap.ts'
import { monday } from '../support/arbitrary-schedule.ts'
import { backendDeveloper } from '../support/bot.ts'
import { completionOf } from '../support/completion.ts'

const [backend] = backendDeveloper
if (!backend) throw new Error('no roadmap')

const date = (iso: string) => Temporal.PlainDate.from(iso)
const scores = (points: Record<string, number>): Score[] =>
  Object.entries(points).map(([name, points]) => ({ learnerId: `id-${name}`, name, points }))
const told = (rows: ReturnType<typeof ranked>) =>
  rows.map(({ rank, name, points, tied }) => `${rank} ${name} ${points}${tied ? ' tied' : ''}`)

describe('ranks', () => {
  test.each<[string, Record<string, number>, string[]]>([
    ['nobody', {}, []],
    ['nobody with points', { Ada: 0, Ben: 0 }, []],
    ['one', { Ada: 5 }, ['1 Ada 5']],
    ['1, 1, 3', { Cem: 10, Ben: 20, Ada: 20 }, ['1 Ada 20 tied', '1 Ben 20 tied', '3 Cem 10']],
    ['1, 2, 2, 4', { Ada: 9, Dan: 7, Cem: 8, Ben: 8 }, ['1 Ada 9', '2 Ben 8 tied', '2 Cem 8 tied', '4 Dan 7']],
    ['all the first', { Cem: 3, Ben: 3, Ada: 3 }, ['1 Ada 3 tied', '1 Ben 3 tied', '1 Cem 3 tied']],
    ['zero points are not ranked', { Ada: 1, Ben: 0 }, ['1 Ada 1']],
    [
      'accents and capitals do not part names',
      { Zoe: 1, émile: 1, Eve: 1 },
      ['1 émile 1 tied', '1 Eve 1 tied', '1 Zoe 1 tied'],
    ],
  ])('%s', (_, points, expected) => {
    expect(told(ranked(scores(points)))).toEqual(expected)
  })

  const anyScores = fc
    .uniqueArray(
      fc.record({
        learnerId: fc.uuid(),
        name: fc.oneof(fc.constantFrom('Ada', 'ada', 'Ben', 'Zoë', '李雷'), fc.string({ unit: 'grapheme' })),
        points: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3600 })),
      }),
      { selector: ({ learnerId }) => learnerId, maxLength: 60 },
    )
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))

  test('do not depend on the order in which people are counted, even of those who are named alike', () => {
    fc.assert(
      fc.property(anyScores, ([all, shuffled]) => {
        const kept = structuredClone(all)
        expect(ranked(shuffled)).toEqual(ranked(all))
        expect(all).toEqual(kept)
      }),
    )
  })

  test('are one more than how many have more points; all with points have one, tied are told as tied', () => {
    fc.assert(
      fc.property(anyScores, ([all]) => {
        const rows = ranked(all)
        expect(rows.map(({ learnerId }) => learnerId).toSorted()).toEqual(
          all.flatMap(({ points, learnerId }) => (points > 0 ? [learnerId] : [])).toSorted(),
        )
        for (const { rank, tied, points } of rows) {
          expect(rank).toBe(1 + all.filter((other) => other.points > points).length)
          expect(tied).toBe(all.filter((other) => other.points === points).length > 1)
        }
        expect(rows.map(({ rank }) => rank)).toEqual(rows.map(({ rank }) => rank).toSorted((a, b) => a - b))
      }),
    )
  })

  test('are not changed by cutting rows: what is shown is the top of what is ranked', () => {
    fc.assert(
      fc.property(anyScores, ([all]) => {
        const rows = ranked(all)
        const shown = shownRows(rows)
        expect(shown).toEqual(rows.slice(0, shown.length))
        expect(shown.length).toBeLessThanOrEqual(10)
        expect(shown.length).toBeGreaterThanOrEqual(Math.min(3, rows.length))
        // Who is last is never shown, except among the three that always are.
        if (rows.length > 3) expect(shown.length).toBeLessThan(rows.length)
      }),
    )
  })
})

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [6, 3],
  [7, 4],
  [8, 4],
  [12, 6],
  [18, 9],
  [19, 10],
  [20, 10],
  [50, 10],
])('of %d rows %d are shown', (rows, shown) => {
  expect(shownRows(Array.from({ length: rows }, (_, at) => at))).toEqual(Array.from({ length: shown }, (_, at) => at))
})

describe('who takes part', () => {
  const member = (id: string, more: Partial<Member> & Partial<Member['learner']> = {}): Member => ({
    name: id,
    learner: {
      id,
      visibility: more.visibility ?? 'named',
      remindersEnabled: false,
      away: [],
      unansweredReminders: 0,
      unreachable: false,
    },
    groupId: 'group',
    joinedOn: monday(0),
    planFrom: monday(0),
    organizer: false,
    ...(more.leftOn && { leftOn: more.leftOn }),
  })

  test('named and anonymous members, not hidden ones nor those who left', () => {
    const members = [
      member('ada'),
      member('ben', { visibility: 'anonymous' }),
      member('cem', { visibility: 'hidden' }),
      member('dan', { leftOn: monday(1) }),
    ]
    expect(members.filter(takesPart).map(({ learner }) => learner.id)).toEqual(['ada', 'ben'])
  })

  test('the ranks of the others are as if hidden and left members were not there', () => {
    const anyMembers = fc.array(
      fc.record({
        visibility: fc.constantFrom(...visibilities),
        left: fc.boolean(),
        points: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(anyMembers, (people) => {
        const all = people.map(({ visibility, left, points }, at) => ({
          member: member(`m${at}`, { visibility, ...(left && { leftOn: monday(1) }) }),
          points,
        }))
        const board = ranked(
          all
            .filter(({ member }) => takesPart(member))
            .map(({ member, points }) => ({ learnerId: member.learner.id, name: member.name, points })),
        )
        const seen = people.filter(({ visibility, left }) => visibility !== 'hidden' && !left)
        expect(board.map(({ rank }) => rank)).toEqual(
          seen
            .filter(({ points }) => points > 0)
            .map(({ points }) => 1 + seen.filter((other) => other.points > points).length)
            .toSorted((a, b) => a - b),
        )
      }),
    )
  })
})

describe('periods', () => {
  test.each([
    ['week', '2026-11-02', '2026-11-02', '2026-11-09'],
    ['week', '2026-11-08', '2026-11-02', '2026-11-09'],
    ['last', '2026-11-02', '2026-10-26', '2026-11-02'],
    ['last', '2026-11-08', '2026-10-26', '2026-11-02'],
    ['month', '2026-11-02', '2026-11-01', '2026-12-01'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['month', '2028-02-29', '2028-02-01', '2028-03-01'],
    ['month', '2026-01-31', '2026-01-01', '2026-02-01'],
    ['all', '2026-11-02', 'undefined', 'undefined'],
  ] as const)('%s on %s is from %s to before %s', (period, today, from, until) => {
    const range = dateRangeOf(period, date(today))
    expect([String(range.from), String(range.until)]).toEqual([from, until])
    if (range.from && range.until) {
      expect(isWithin(range.from, range)).toBe(true)
      expect(isWithin(range.from.subtract({ days: 1 }), range)).toBe(false)
      expect(isWithin(range.until.subtract({ days: 1 }), range)).toBe(true)
      expect(isWithin(range.until, range)).toBe(false)
    }
  })

  test('today is in this week, this month and in all, and never in last week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (days) => {
        const today = monday(0).add({ days })
        const within = periods.map((period) => isWithin(today, dateRangeOf(period, today)))
        expect(within).toEqual(periods.map((period) => period !== 'last'))
      }),
    )
  })
})

describe('what scores', () => {
  const joined = { joinedOn: date('2026-11-04') }
  const skill = { item: { id: 'sql' }, part: 1 }
  const scored = (completion: Completion) =>
    scoresOf(backend, joined, [completion], { closedWeeks: [], scoredUnits: [] }).map(
      ({ points, day }) => `${points} on ${day}`,
    )

  test.each<[string, Completion, string[]]>([
    ['a skill', completionOf(skill, date('2026-11-06')), ['17 on 2026-11-06']],
    ['on the day of joining', completionOf(skill, date('2026-11-04')), ['17 on 2026-11-04']],
    ['not before joining', completionOf(skill, date('2026-11-03')), []],
    ['not what was known before', completionOf(skill, date('2026-11-06'), { known: true }), []],
    ['not what is retired', completionOf({ item: { id: 'cobol' }, part: 1 }, date('2026-11-06')), []],
    ['not a part that there is no longer', completionOf({ item: { id: 'sql' }, part: 2 }, date('2026-11-06')), []],
    [
      'backlog does',
      completionOf({ item: { id: 'python-programming' }, part: 1 }, date('2026-11-06')),
      ['20 on 2026-11-06'],
    ],
  ])('%s', (_, completion, expected) => {
    expect(scored(completion)).toEqual(expected)
  })

  test('in a closed week: on the Monday of the oldest open one, but never when it was before joining', () => {
    const closedWeeks = [{ week: date('2026-11-02'), closedAt: Temporal.Instant.from('2026-11-09T08:00:00Z') }]
    const recordedAt = Temporal.Instant.from('2026-11-10T08:00:00Z')
    const days = (on: string) =>
      scoresOf(backend, joined, [completionOf(skill, date(on), { recordedAt })], { closedWeeks, scoredUnits: [] }).map(
        ({ day }) => String(day),
      )
    expect(days('2026-11-05')).toEqual(['2026-11-09'])
    expect(days('2026-11-03')).toEqual([])
  })

  test('everything, once, makes all points of any roadmap', () => {
    fc.assert(
      fc.property(anyRoadmap, (roadmap) => {
        const completions = unitsOf(roadmap).map((unit) => completionOf(unit, monday(3)))
        const points = scoresOf(roadmap, { joinedOn: monday(3) }, completions, {
          closedWeeks: [],
          scoredUnits: [],
        }).map(({ points }) => points)
        expect(points.reduce((sum, worth) => sum + worth, 0)).toBe(
          roadmap.stages.reduce((sum, { weeks }) => sum + 100 * weeks.max, 0),
        )
      }),
    )
  })
})
