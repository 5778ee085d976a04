import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largestRemainder, stagePoints, unitKey, unitsOf } from '../../src/core/points.ts'
import type { Roadmap, Stage } from '../../src/core/roadmap.ts'
import { anyRoadmap } from '../support/arbitrary-roadmap.ts'
import { backendDeveloper } from '../support/bot.ts'

const [backend] = backendDeveloper
if (!backend) throw new Error('no roadmap')

const sum = (numbers: readonly number[]) => numbers.reduce((whole, number) => whole + number, 0)
const unitsIn = (roadmap: Roadmap, stage: Stage) => unitsOf(roadmap).filter(({ item }) => item.stage === stage)

describe('the real roadmap', () => {
  test('is worth 3,600 points: 100 for each week of the longest durations', () => {
    expect(backend.stages.map(stagePoints)).toEqual([600, 500, 800, 400, 500, 800])
    expect(sum(unitsOf(backend).map(({ points }) => points))).toBe(3600)
  })

  test('stage 3: 160 for seven skills, 320 for nine weeks of courses, 320 for three projects', () => {
    const rows = unitsOf(backend)
      .filter(({ item }) => item.stageNumber === 3)
      .map(({ item, part, parts, points }) => `${points} ${item.title} ${part}/${parts}`)
    expect(rows).toMatchInlineSnapshot(`
      [
        "23 Django 1/1",
        "23 Flask 1/1",
        "23 FastAPI 1/1",
        "23 RESTful API Design 1/1",
        "23 Authentication 1/1",
        "23 ORM 1/1",
        "22 Middleware 1/1",
        "36 Web Frameworks with Django 1/5",
        "36 Web Frameworks with Django 2/5",
        "36 Web Frameworks with Django 3/5",
        "35 Web Frameworks with Django 4/5",
        "35 Web Frameworks with Django 5/5",
        "36 API Development with FastAPI 1/4",
        "36 API Development with FastAPI 2/4",
        "35 API Development with FastAPI 3/4",
        "35 API Development with FastAPI 4/4",
        "107 Full-featured blog with user authentication 1/1",
        "107 RESTful API for a mobile application 1/1",
        "106 Real-time chat application backend 1/1",
      ]
    `)
  })
})

describe('a kind that is absent leaves its share to the others', () => {
  const titled = (id: string) => ({ id, title: id })
  const course = { ...titled('c'), summary: 'C', weeks: 2, level: 'Beginner' }
  const stage = { ...titled('stage'), summary: 'S', weeks: { min: 1, max: 3 }, skills: [], courses: [], projects: [] }
  test.each<[string, Partial<Stage>, Record<string, number>]>([
    [
      'all there: 40, 40, 20',
      { skills: [titled('s')], courses: [course], projects: [titled('p')] },
      { s: 60, c: 120, p: 120 },
    ],
    ['no skills: half each', { courses: [course], projects: [titled('p')] }, { c: 150, p: 150 }],
    ['no courses: one third, two thirds', { skills: [titled('s')], projects: [titled('p')] }, { s: 100, p: 200 }],
    ['no projects: one third, two thirds', { skills: [titled('s')], courses: [course] }, { s: 100, c: 200 }],
    ['only skills', { skills: [titled('s'), titled('t')] }, { s: 150, t: 150 }],
    ['only a course', { courses: [course] }, { c: 300 }],
    ['only a project', { projects: [titled('p')] }, { p: 300 }],
  ])('%s', (_, items, expected) => {
    const units = unitsOf({ ...backend, stages: [{ ...stage, ...items }] })
    const points = Object.fromEntries(
      Object.entries(Object.groupBy(units, ({ item }) => item.id)).map(([id, of = []]) => [
        id,
        sum(of.map((unit) => unit.points)),
      ]),
    )
    expect(points).toEqual(expected)
  })
})

describe('largest remainder', () => {
  test.each<[number, number[], number[]]>([
    [10, [1, 1, 1], [4, 3, 3]],
    [160, [1, 1, 1, 1, 1, 1, 1], [23, 23, 23, 23, 23, 23, 22]],
    [320, [5, 4], [178, 142]],
    [2, [1, 1, 1], [1, 1, 0]],
    [0, [1, 2], [0, 0]],
    [100, [7], [100]],
    [100, [], []],
    [5, [3, 3, 1], [2, 2, 1]],
  ])('%d over %j', (total, weights, expected) => {
    expect(largestRemainder(total, weights)).toEqual(expected)
  })

  test('sums exactly, is nowhere a whole point off, and rounds up where most was cut off, earlier ones first', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), weights, (total, weights) => {
        const given = largestRemainder(total, weights)
        expect(sum(given)).toBe(total)
        // In units of 1 / sum of the weights, so that nothing is rounded here.
        const whole = sum(weights)
        const cut = weights.map((weight) => (total * weight) % whole)
        const over = weights.map((weight, at) => (given[at] ?? Number.NaN) * whole - total * weight)
        for (const difference of over) expect(Math.abs(difference)).toBeLessThan(whole)
        const raised = over.flatMap((difference, at) => (difference > 0 ? [at] : []))
        const lowered = over.flatMap((difference, at) => (difference < 0 ? [at] : []))
        for (const up of raised) {
          for (const down of lowered) {
            const [most = 0, least = 0] = [cut[up], cut[down]]
            expect(most > least || (most === least && up < down)).toBe(true)
          }
        }
      }),
    )
  })
})

describe('any roadmap', () => {
  test('the points of each stage sum to exactly 100 for each week of its longest duration, none below zero', () => {
    fc.assert(
      fc.property(anyRoadmap, (roadmap) => {
        for (const stage of roadmap.stages) {
          const points = unitsIn(roadmap, stage).map((unit) => unit.points)
          expect(sum(points)).toBe(100 * stage.weeks.max)
          expect(points.every((worth) => Number.isInteger(worth) && worth >= 0)).toBe(true)
        }
      }),
    )
  })

  test('courses and projects share 40 each and skills 20, or what that is among those that are there', () => {
    fc.assert(
      fc.property(anyRoadmap, (roadmap) => {
        for (const stage of roadmap.stages) {
          const sizes = { skill: stage.skills.length, course: stage.courses.length, project: stage.projects.length }
          const share = (kind: keyof typeof sizes) => (sizes[kind] === 0 ? 0 : kind === 'skill' ? 20 : 40)
          const present = share('skill') + share('course') + share('project')
          for (const kind of ['skill', 'course', 'project'] as const) {
            const ofKind = unitsIn(roadmap, stage).filter(({ item }) => item.kind === kind)
            const worth = sum(ofKind.map(({ points }) => points))
            expect(Math.abs(worth - (100 * stage.weeks.max * share(kind)) / present)).toBeLessThan(1)
            const weeks = sum(kind === 'course' ? stage.courses.map((course) => course.weeks) : ofKind.map(() => 1))
            for (const [id, units = []] of Object.entries(Object.groupBy(ofKind, ({ item }) => item.id))) {
              const points = units.map((unit) => unit.points)
              expect(Math.abs(sum(points) - (worth * units.length) / weeks), id).toBeLessThan(1)
              expect(Math.max(...points) - Math.min(...points), id).toBeLessThanOrEqual(1)
            }
          }
        }
      }),
    )
  })

  test('each item has as many parts as it has weeks, each known by a key of its own', () => {
    fc.assert(
      fc.property(anyRoadmap, (roadmap) => {
        const expected = roadmap.stages.flatMap(({ skills, courses, projects }) => [
          ...skills.map(({ id }) => unitKey(id, 1)),
          ...courses.flatMap(({ id, weeks }) => Array.from({ length: weeks }, (_, at) => unitKey(id, at + 1))),
          ...projects.map(({ id }) => unitKey(id, 1)),
        ])
        expect(unitsOf(roadmap).map(({ item, part }) => unitKey(item.id, part))).toEqual(expected)
        expect(new Set(expected).size).toBe(expected.length)
      }),
    )
  })
})
