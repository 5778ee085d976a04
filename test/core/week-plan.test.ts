import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mondayOf } from '../../src/core/calendar.ts'
import { paceOf } from '../../src/core/pace.ts'
import { type PlannedUnit, planOf } from '../../src/core/plan.ts'
import { focusItemsIn, unitsToCatchUp, weekPlan } from '../../src/core/week-plan.ts'
import {
  anyCourse,
  atRandom,
  dueBy,
  keyOf,
  on,
  plannedBetween,
  plannedSince,
  type RequestContext,
  told,
  weightOf,
} from '../support/arbitrary-course.ts'
import { isOff, monday, walk } from '../support/arbitrary-schedule.ts'

const list = (situation: RequestContext) => {
  const plan = weekPlan(on(situation))
  return [...focusItemsIn(plan).map(told), ...(plan.more > 0 ? [`and ${plan.more} more`] : [])]
}
const wednesday = (week: number) => monday(week).add({ days: 2 })
const skills = ['before: Python Programming', 'before: Data Structures']

describe('my week on the real roadmap, steady', () => {
  test.each<[string, RequestContext, string[]]>([
    ['the first', { today: monday(0) }, ['Python Programming', 'Data Structures', 'Python Fundamentals 1-2']],
    [
      'a course stands once, with as many of its first open parts as this week has of it',
      { today: monday(1) },
      [...skills, 'Algorithms', 'Python Fundamentals 1-2', 'Command-line task manager'],
    ],
    [
      'also where it is one of the two that are open from before',
      { today: monday(1), done: ['python-programming#1', 'data-structures#1'] },
      ['before: Python Fundamentals 1-2', 'Algorithms', 'Command-line task manager'],
    ],
    [
      'as many as the calendar plans, counted from the first that is open',
      { today: monday(1), done: ['python-programming#1', 'data-structures#1', 'python-fundamentals#1'] },
      ['before: Python Fundamentals 2-3', 'Algorithms', 'Command-line task manager'],
    ],
    [
      'no more of a course than should be done by now',
      { today: monday(0), done: ['python-fundamentals#1'] },
      ['Python Programming', 'Data Structures', 'Python Fundamentals 2'],
    ],
    [
      'one part of a course that is not in this week’s calendar',
      {
        today: monday(2),
        done: ['python-programming#1', 'data-structures#1', 'algorithms#1', 'command-line-task-manager#1'],
      },
      [
        'before: Python Fundamentals 1',
        'Object-Oriented Programming',
        'Version Control (Git)',
        'Data Structures & Algorithms in Python 1-2',
      ],
    ],
    [
      'who joins in the middle of a course begins with its first part',
      { today: monday(3), joinedOn: monday(3) },
      ['Command Line', 'Data Structures & Algorithms in Python 1', 'Simple data processing scripts'],
    ],
    [
      'and goes on where the parts end that were known',
      { today: monday(3), joinedOn: monday(3), known: ['data-structures-algorithms#1'] },
      ['Command Line', 'Data Structures & Algorithms in Python 2', 'Simple data processing scripts'],
    ],
    [
      'what is left of a course that was begun comes last',
      { today: monday(3), joinedOn: monday(3), done: ['data-structures-algorithms#1'] },
      ['Command Line', 'Simple data processing scripts', 'optional: Data Structures & Algorithms in Python 2'],
    ],
    [
      'in later weeks as well',
      {
        today: monday(4),
        joinedOn: monday(3),
        done: ['command-line#1', 'simple-data-processing-scripts#1', 'data-structures-algorithms#1'],
      },
      ['Basic algorithm implementations', 'optional: Data Structures & Algorithms in Python 2'],
    ],
    [
      'but not before what is open',
      { today: monday(5), joinedOn: monday(3), done: ['data-structures-algorithms#1'] },
      [
        'before: Command Line',
        'before: Simple data processing scripts',
        'Database Design',
        'SQL',
        'Database Design & SQL 1-2',
        'and 1 more',
      ],
    ],
    [
      'a course that was begun too early is not optional: it is not planned yet',
      { today: monday(0), done: ['database-design-sql#1'] },
      ['Python Programming', 'Data Structures', 'Python Fundamentals 1-2'],
    ],
    [
      'the week of joining stays, also where it is not due',
      { today: monday(1), joinedOn: wednesday(0) },
      [...skills, 'Algorithms', 'Python Fundamentals 1-2', 'Command-line task manager'],
    ],
    [
      'older weeks do not',
      { today: wednesday(1), joinedOn: wednesday(1) },
      ['Algorithms', 'Python Fundamentals 1-2', 'Command-line task manager'],
    ],
    // The fullest week of all: stage 4 takes three, and this is its first.
    [
      'never more than five things, however full it is',
      { today: monday(17), joinedOn: monday(16) },
      [
        'before: Real-time chat application backend',
        'Authentication & Authorization',
        'OWASP Security',
        'Input Validation',
        'Security & Deployment 1-2',
        'and 1 more',
      ],
    ],
    ['in a pause only what is open', { today: monday(1), pauses: [{ from: monday(1) }] }, [...skills, 'and 1 more']],
    ['before the start nothing', { today: monday(-1) }, []],
  ])('%s', (_, situation, expected) => {
    expect(list(situation)).toEqual(expected)
  })

  test('after the end only what is open', () => {
    expect(list({ today: monday(50) }).slice(0, 2)).toEqual(skills)
    expect(weekPlan(on({ today: monday(50) })).focus).toHaveLength(2)
  })

  test('to be level: the oldest that make up for it, and what was done ahead is taken into account', () => {
    expect(unitsToCatchUp(on({ today: monday(1) })).map(told)).toEqual([...skills, 'before: Python Fundamentals 1-2'])
    // 109 points are due, 80 are earned by a project of the second week: two skills of 20 make up for the 29.
    expect(unitsToCatchUp(on({ today: monday(1), done: ['command-line-task-manager#1'] })).map(told)).toEqual(skills)
    expect(
      unitsToCatchUp(
        on({
          today: monday(1),
          done: ['python-programming#1', 'data-structures#1', 'python-fundamentals#1', 'python-fundamentals#2'],
        }),
      ),
    ).toEqual([])
    expect(unitsToCatchUp(on({ today: monday(0) }))).toEqual([])
    // Of a course the first open parts, which pay for those that are due.
    expect(
      unitsToCatchUp(
        on({ today: monday(4), joinedOn: monday(3), done: ['command-line#1', 'simple-data-processing-scripts#1'] }),
      ).map(told),
    ).toEqual(['before: Data Structures & Algorithms in Python 1'])
  })
})

describe('my week, for anybody', () => {
  test('at most five things, at most two from before, which are the oldest; then this week’s; the rest is counted', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const { work, doneSinceJoining, joinedOn, today, schedule } = learnerSchedule
        const thisMonday = mondayOf(today)
        const isRunning = walk(schedule, 120).some((date) => date.equals(thisMonday))
        const before = plannedBetween(learnerSchedule, mondayOf(joinedOn), thisMonday)
        const byNow = isRunning
          ? plannedBetween(learnerSchedule, mondayOf(joinedOn), thisMonday.add({ weeks: 1 }))
          : before
        const listed = new Set(plannedSince(learnerSchedule, mondayOf(joinedOn)).map(keyOf))
        const earlier = planOf(schedule.roadmap, schedule.tempo).filter((unit) => !listed.has(keyOf(unit)))
        // An earlier part that was done since joining stands for the first of a course that are not done.
        const open = [...Map.groupBy(byNow, ({ item }) => item)].flatMap(([item, own]) => {
          const payers = earlier.filter((unit) => unit.item === item && doneSinceJoining.has(keyOf(unit))).length
          return own.filter((unit) => !work.done.has(keyOf(unit))).slice(item.kind === 'course' ? payers : 0)
        })
        const itemsIn = (units: readonly PlannedUnit[]) =>
          new Set(byNow.filter((unit) => units.includes(unit)).map(({ item }) => item))
        const left = [...itemsIn(open.filter((unit) => before.includes(unit)))].slice(0, 2)
        const own = [...itemsIn(open.filter((unit) => !before.includes(unit)))].filter((item) => !left.includes(item))
        const { focus, optional, more } = weekPlan(learnerSchedule)
        expect(focus.map(({ item, from }) => `${from} ${item.id}`)).toEqual([
          ...left.map(({ id }) => `before ${id}`),
          ...own.slice(0, 5 - left.length).map(({ id }) => `this week ${id}`),
        ])
        expect(focus.length + more).toBe(itemsIn(open).size)
        expect(focus.length + optional.length).toBeLessThanOrEqual(5)
        for (const { item, units } of focus) {
          const inCalendar = byNow.filter((unit) => unit.item === item && !before.includes(unit)).length
          const missing = open.filter((unit) => unit.item === item).length
          expect(units).toHaveLength(Math.min(Math.max(1, inCalendar), missing))
        }
      }),
    )
  })

  test('of everything the first open parts, and nothing that is done or skipped', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const { work, schedule } = learnerSchedule
        for (const { item, units } of focusItemsIn(weekPlan(learnerSchedule))) {
          const open = planOf(schedule.roadmap, schedule.tempo).filter(
            (unit) => unit.item === item && !work.done.has(keyOf(unit)),
          )
          expect(units.length).toBeGreaterThan(0)
          expect(units.map(keyOf)).toEqual(open.slice(0, units.length).map(keyOf))
          expect(work.skipped.has(item.id)).toBe(false)
        }
      }),
    )
  })

  test('optional is only what is begun, open by the calendar, and not due; and nothing while other things wait', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const { work, schedule, today } = learnerSchedule
        const { focus, optional, more } = weekPlan(learnerSchedule)
        if (more > 0) expect(optional).toEqual([])
        const weeks = walk(schedule, 120)
        for (const { item, units } of optional) {
          expect(item.kind).toBe('course')
          const own = planOf(schedule.roadmap, schedule.tempo).filter((unit) => unit.item === item)
          expect(own.some((unit) => work.done.has(keyOf(unit)))).toBe(true)
          expect(units).toHaveLength(1)
          const planned = weeks[units[0]?.week ?? Number.NaN]
          expect(planned && isOff([{ from: monday(-200), until: mondayOf(today).add({ weeks: 1 }) }], planned)).toBe(
            true,
          )
        }
        // Whoever leaves them is not behind because of them.
        const done = new Set([...work.done, ...focus.flatMap(({ units }) => units.map(keyOf))])
        const level = {
          ...learnerSchedule,
          work: { ...work, done },
          doneSinceJoining: new Set([...learnerSchedule.doneSinceJoining, ...done]),
        }
        if (weekPlan(level).focus.length === 0) expect(paceOf(level).status).not.toBe('behind')
      }),
    )
  })

  test('doing what makes level makes not behind, and no less would do', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const units = unitsToCatchUp(learnerSchedule).flatMap((focus) => focus.units)
        const paceWith = (keys: string[]) =>
          paceOf({
            ...learnerSchedule,
            work: { ...learnerSchedule.work, done: new Set([...learnerSchedule.work.done, ...keys]) },
            doneSinceJoining: new Set([...learnerSchedule.doneSinceJoining, ...keys]),
          })
        const { status, weeks } = paceOf(learnerSchedule)
        expect(units.length > 0).toBe(status === 'behind')
        expect(paceWith(units.map(keyOf)).status).not.toBe('behind')
        expect(units.some((unit) => learnerSchedule.work.done.has(keyOf(unit)))).toBe(false)
        expect(units.length).toBeLessThanOrEqual(dueBy(learnerSchedule).length)
        // Without the heaviest of them one still is behind.
        const least = weightOf(units) - Math.max(0, ...units.map(({ weight }) => weight))
        if (status === 'behind') expect(least).toBeLessThan(weeks + 1e-6)
      }),
    )
  })
})
