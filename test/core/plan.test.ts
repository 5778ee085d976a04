import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tempo } from '../../src/core/group.ts'
import { planOf } from '../../src/core/plan.ts'
import { unitKey, unitsOf } from '../../src/core/points.ts'
import type { Stage } from '../../src/core/roadmap.ts'
import { stageWeeks, totalWeeks } from '../../src/core/schedule.ts'
import { anyRoadmap, anyTempo } from '../support/arbitrary-roadmap.ts'
import { backendDeveloper } from '../support/bot.ts'

const [backend] = backendDeveloper
if (!backend) throw new Error('no roadmap')

const weekOf = (tempo: Tempo, week: number) =>
  planOf(backend, tempo)
    .filter((unit) => unit.week === week)
    .map(({ item, part, parts }) => (parts === 1 ? item.title : `${item.title} ${part}/${parts}`))

describe('the real roadmap', () => {
  test('stage 1 at a steady tempo', () => {
    expect([0, 1, 2, 3, 4].map((week) => weekOf('steady', week))).toEqual([
      ['Python Programming', 'Data Structures', 'Python Fundamentals 1/4', 'Python Fundamentals 2/4'],
      ['Algorithms', 'Python Fundamentals 3/4', 'Python Fundamentals 4/4', 'Command-line task manager'],
      [
        'Object-Oriented Programming',
        'Version Control (Git)',
        'Data Structures & Algorithms in Python 1/3',
        'Data Structures & Algorithms in Python 2/3',
      ],
      ['Command Line', 'Data Structures & Algorithms in Python 3/3', 'Simple data processing scripts'],
      ['Basic algorithm implementations'],
    ])
  })

  test('the last week of every stage is for a project and catching up', () => {
    for (const tempo of ['relaxed', 'steady', 'fast'] as const) {
      let end = 0
      for (const weeks of stageWeeks(backend, tempo)) {
        end += weeks
        const last = planOf(backend, tempo).filter(({ week }) => week === end - 1)
        expect(last.map(({ item }) => item.kind)).toEqual(['project'])
      }
    }
  })

  // The design says "1 to 4 units a week; fast: up to 6". By its own formula steady has 5 and 6 once each, in stage 4,
  // which takes three weeks at both tempos.
  test.each([
    ['relaxed', { 1: 7, 2: 6, 3: 18, 4: 5 }],
    ['steady', { 1: 6, 2: 6, 3: 8, 4: 10, 5: 1, 6: 1 }],
    ['fast', { 1: 6, 2: 2, 3: 1, 4: 11, 5: 6, 6: 1 }],
  ] as const)('%s: how many weeks ask for how many units', (tempo, expected) => {
    const sizes = Array.from({ length: totalWeeks(backend, tempo) }, (_, week) => weekOf(tempo, week).length)
    const weeks = Object.entries(Object.groupBy(sizes, (size) => size)).map(([size, of = []]) => [size, of.length])
    expect(Object.fromEntries(weeks)).toEqual(expected)
  })
})

describe('a single stage', () => {
  const titled = (id: string) => ({ id, title: id })
  const course = (id: string, weeks: number, level: string) => ({ ...titled(id), weeks, level, summary: id })
  const plan = (weeks: number, items: Partial<Stage>) => {
    const stage = {
      ...titled('stage'),
      summary: 'S',
      weeks: { min: weeks, max: weeks },
      skills: [],
      courses: [],
      projects: [],
    }
    return planOf({ ...backend, stages: [{ ...stage, ...items }] }, 'relaxed')
  }

  test.each([
    [1, 3, [1, 1, 1]],
    [2, 3, [1, 1, 1]],
    [3, 3, [1, 1, 2]],
    [5, 1, [1]],
    [9, 2, [1, 5]],
    [5, 7, [1, 1, 2, 2, 3, 3, 4]],
  ])('of %d weeks has %d skills in weeks %j', (weeks, skills, expected) => {
    const planned = plan(weeks, { skills: Array.from({ length: skills }, (_, at) => titled(`s${at}`)) })
    expect(planned.map(({ week }) => week + 1)).toEqual(expected)
  })

  test.each([
    [1, 3, [1, 1, 1]],
    [2, 3, [1, 2, 2]],
    [5, 1, [5]],
    [5, 3, [2, 4, 5]],
    [8, 3, [3, 6, 8]],
    [3, 5, [1, 2, 2, 3, 3]],
  ])('of %d weeks has %d projects in weeks %j', (weeks, projects, expected) => {
    const planned = plan(weeks, { projects: Array.from({ length: projects }, (_, at) => titled(`p${at}`)) })
    expect(planned.map(({ week }) => week + 1)).toEqual(expected)
  })

  test('has its courses from easy to hard, those of one level as they stand, and all parts in order', () => {
    const courses = [
      course('hard', 2, 'Advanced'),
      course('fairly-hard', 1, 'Intermediate to Advanced'),
      course('easy', 2, 'Beginner'),
      course('middle', 1, 'Intermediate'),
      course('fairly-easy', 1, 'beginner to intermediate'),
      course('easy-too', 1, 'BEGINNER'),
    ]
    expect(plan(9, { courses }).map(({ item, part, week }) => `${week + 1} ${item.id} ${part}`)).toEqual([
      '1 easy 1',
      '2 easy 2',
      '3 easy-too 1',
      '4 fairly-easy 1',
      '5 middle 1',
      '6 fairly-hard 1',
      '7 hard 1',
      '8 hard 2',
    ])
  })
})

describe('any roadmap, at every tempo', () => {
  const plans = fc.tuple(anyRoadmap, anyTempo)

  test('plans every unit exactly once, in a week of its own stage', () => {
    fc.assert(
      fc.property(plans, ([roadmap, tempo]) => {
        const plan = planOf(roadmap, tempo)
        const keys = (units: readonly { item: { id: string }; part: number }[]) =>
          units.map(({ item, part }) => unitKey(item.id, part)).toSorted()
        expect(keys(plan)).toEqual(keys(unitsOf(roadmap)))
        const lengths = stageWeeks(roadmap, tempo)
        for (const { item, week } of plan) {
          const first = lengths.slice(0, item.stageNumber - 1).reduce((sum, weeks) => sum + weeks, 0)
          expect(week).toBeGreaterThanOrEqual(first)
          expect(week).toBeLessThan(first + (lengths[item.stageNumber - 1] ?? 0))
        }
      }),
    )
  })

  test('keeps the last week of a stage free of skills and courses, where it has more than one', () => {
    fc.assert(
      fc.property(plans, ([roadmap, tempo]) => {
        let end = 0
        for (const weeks of stageWeeks(roadmap, tempo)) {
          end += weeks
          const last = planOf(roadmap, tempo).filter(({ week, item }) => week === end - 1 && item.kind !== 'project')
          if (weeks > 1) expect(last).toEqual([])
        }
      }),
    )
  })

  test('spreads each kind evenly: no two weeks that it may use differ by more than one unit', () => {
    fc.assert(
      fc.property(plans, ([roadmap, tempo]) => {
        let first = 0
        for (const [at, weeks] of stageWeeks(roadmap, tempo).entries()) {
          const stage = planOf(roadmap, tempo).filter(({ item }) => item.stageNumber === at + 1)
          for (const kind of ['skill', 'course', 'project'] as const) {
            const span = kind === 'project' ? weeks : Math.max(1, weeks - 1)
            const sizes = Array.from(
              { length: span },
              (_, week) => stage.filter((unit) => unit.item.kind === kind && unit.week === week + first).length,
            )
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
          }
          first += weeks
        }
      }),
    )
  })

  test('lists weeks in order, a course’s parts in order, and never a harder course before an easier one', () => {
    // What a level is worth is said here once more, only for the levels that the design names.
    const levels = ['Beginner', 'Beginner to Intermediate', 'Intermediate', 'Intermediate to Advanced', 'Advanced']
    fc.assert(
      fc.property(plans, ([roadmap, tempo]) => {
        const plan = planOf(roadmap, tempo)
        expect(plan.map(({ week }) => week)).toEqual(plan.map(({ week }) => week).toSorted((a, b) => a - b))
        const parts = plan.filter(({ item }) => item.kind === 'course')
        for (const units of Map.groupBy(parts, ({ item }) => item.id).values()) {
          expect(units.map(({ part }) => part)).toEqual(units.map((_, at) => at + 1))
        }
        for (const units of Map.groupBy(parts, ({ item }) => item.stageNumber).values()) {
          const hardness = units.map(({ item }) => levels.indexOf(item.level ?? '')).filter((level) => level >= 0)
          expect(hardness).toEqual(hardness.toSorted((a, b) => a - b))
        }
      }),
    )
  })

  test('weighs as many weeks as each stage has', () => {
    fc.assert(
      fc.property(plans, ([roadmap, tempo]) => {
        for (const [at, weeks] of stageWeeks(roadmap, tempo).entries()) {
          const stage = planOf(roadmap, tempo).filter(({ item }) => item.stageNumber === at + 1)
          expect(stage.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(weeks, 9)
          const perPoint = weeks / (100 * (roadmap.stages[at]?.weeks.max ?? Number.NaN))
          for (const { weight, points } of stage) expect(weight).toBeCloseTo(points * perPoint, 9)
        }
      }),
    )
  })
})
