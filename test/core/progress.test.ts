import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateAt } from '../../src/core/calendar.ts'
import { type LearnerSchedule, paceOf } from '../../src/core/pace.ts'
import { stagePoints, unitKey, unitsOf } from '../../src/core/points.ts'
import {
  completedWorkOf,
  maySkip,
  progressOf,
  progressOver,
  retired,
  stageProgress,
  unitsOfItem,
  unitsOfStage,
} from '../../src/core/progress.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { streakOf } from '../../src/core/streak.ts'
import { weekPlan } from '../../src/core/week-plan.ts'
import { anyRoadmap } from '../support/arbitrary-roadmap.ts'
import { anyPauses, monday, scheduleWith } from '../support/arbitrary-schedule.ts'
import { backendDeveloper } from '../support/bot.ts'
import { completionOf } from '../support/completion.ts'

const [backend] = backendDeveloper
if (!backend) throw new Error('no roadmap')
const [foundations] = backend.stages
if (!foundations) throw new Error('no stage')

const keysOf = (...ids: string[]) => ids.flatMap((id) => unitsOfItem(backend, id).map(({ part }) => unitKey(id, part)))
const work = (done: Iterable<string>, skipped: Iterable<string> = []) => ({
  done: new Set(done),
  skipped: new Set(skipped),
})
const sum = (numbers: readonly number[]) => numbers.reduce((whole, number) => whole + number, 0)

describe('on the real roadmap', () => {
  test('nothing done is 0 of 3,600', () => {
    expect(progressOf(backend, work([]))).toEqual({ earned: 0, available: 3600, finished: false })
  })

  test('a skill, a course’s first part and a project of stage 1', () => {
    const done = work(['sql#1', 'python-programming#1', 'python-fundamentals#1', 'command-line-task-manager#1'])
    // Stage 1: 120 for six skills, 240 for seven weeks of courses, 240 for three projects; stage 2: 100 for six skills.
    expect(stageProgress(backend, done).map(({ earned, available }) => [earned, available])).toEqual([
      [20 + 35 + 80, 600],
      [17, 500],
      [0, 800],
      [0, 400],
      [0, 500],
      [0, 800],
    ])
    expect(progressOf(backend, done)).toEqual({ earned: 152, available: 3600, finished: false })
  })

  test('all but one unit is not finished', () => {
    const all = unitsOf(backend).map(({ item, part }) => unitKey(item.id, part))
    expect(progressOf(backend, work(all))).toEqual({ earned: 3600, available: 3600, finished: true })
    expect(progressOf(backend, work(all.slice(1)))).toEqual({ earned: 3580, available: 3600, finished: false })
  })

  test('a skipped item leaves the denominator and earns nothing', () => {
    const skills = work(keysOf('python-programming', 'algorithms'), ['algorithms'])
    expect(stageProgress(backend, skills)[0]).toEqual({ earned: 20, available: 580, finished: false })
  })

  test('who has done all but what does not apply has finished', () => {
    const rest = unitsOfStage(backend, foundations).filter(({ item }) => item.id !== 'command-line')
    const done = rest.map(({ item, part }) => unitKey(item.id, part))
    expect(stageProgress(backend, work(done, ['command-line']))[0]).toMatchObject({ finished: true })
  })

  test('items and parts that the roadmap no longer has are kept, worth nothing, and told as retired', () => {
    const gone = [
      completionOf({ item: { id: 'cobol' }, part: 1 }, monday(0)),
      completionOf({ item: { id: 'python-fundamentals' }, part: 5 }, monday(0)),
      completionOf({ item: { id: 'sql' }, part: 0 }, monday(0)),
    ]
    const kept = completionOf({ item: { id: 'sql' }, part: 1 }, monday(0))
    expect(retired(backend, [...gone, kept])).toEqual(gone)
    expect(progressOf(backend, completedWorkOf(gone, ['cobol']))).toMatchObject({ earned: 0, available: 3600 })
  })

  test('nothing to count is nothing done', () => {
    expect(progressOver([], work([]))).toEqual({ earned: 0, available: 0, finished: false })
  })
})

describe('at most a fifth of a stage can be skipped', () => {
  // Stage 1 has 600 points, a fifth is 120: a skill is 20, a course's week about 34, a project 80.
  test.each<[string, string[], boolean]>([
    ['command-line', [], true],
    ['command-line-task-manager', [], true],
    ['python-fundamentals', [], false],
    ['data-structures-algorithms', [], true],
    ['command-line', ['data-structures-algorithms'], false],
    ['command-line', ['command-line-task-manager', 'algorithms'], true],
    ['python-programming', ['command-line-task-manager', 'algorithms', 'command-line'], false],
    // What is skipped in other stages does not count here, and what is skipped already counts once.
    ['command-line', ['e-commerce-database', 'sql'], true],
    ['command-line', ['command-line', 'command-line-task-manager', 'algorithms'], true],
  ])('%s beside %j', (id, skipped, allowed) => {
    expect(maySkip(backend, foundations, id, work([], skipped))).toBe(allowed)
  })

  test('exactly a fifth is allowed: all six skills of stage 1', () => {
    const [last = '', ...others] = foundations.skills.map(({ id }) => id)
    expect(maySkip(backend, foundations, last, work([], others))).toBe(true)
  })

  test('whoever skips whatever is allowed keeps at least four fifths of every stage, and can still finish it', () => {
    fc.assert(
      fc.property(anyRoadmap, fc.infiniteStream(fc.boolean()), (roadmap, requested) => {
        const skipped = new Set<string>()
        for (const stage of roadmap.stages) {
          for (const { id } of [...stage.skills, ...stage.courses, ...stage.projects]) {
            const wish = requested.next().value === true
            if (wish && maySkip(roadmap, stage, id, work([], skipped))) skipped.add(id)
          }
        }
        const rest = unitsOf(roadmap).filter(({ item }) => !skipped.has(item.id))
        const done = rest.map(({ item, part }) => unitKey(item.id, part))
        for (const [at, progress] of stageProgress(roadmap, work(done, skipped)).entries()) {
          const stage = roadmap.stages[at]
          expect(5 * progress.available).toBeGreaterThanOrEqual(4 * (stage ? stagePoints(stage) : Number.NaN))
          expect(progress).toMatchObject({ finished: true, earned: progress.available })
        }
      }),
    )
  })
})

describe('any roadmap', () => {
  const someOf = (roadmap: Roadmap) => {
    const keys = unitsOf(roadmap).map(({ item, part }) => unitKey(item.id, part))
    return fc.tuple(fc.constant(roadmap), fc.subarray(keys))
  }

  test('earned and available are sums over the stages, and finished is all of them', () => {
    fc.assert(
      fc.property(anyRoadmap.chain(someOf), ([roadmap, done]) => {
        const total = progressOf(roadmap, work(done))
        const stages = stageProgress(roadmap, work(done))
        expect(total.earned).toBe(sum(stages.map(({ earned }) => earned)))
        expect(total.available).toBe(sum(stages.map(({ available }) => available)))
        expect(total.available).toBe(sum(roadmap.stages.map(stagePoints)))
        expect(total.finished).toBe(done.length === unitsOf(roadmap).length)
      }),
    )
  })

  test('each unit pays its points once, however often it was done', () => {
    fc.assert(
      fc.property(anyRoadmap.chain(someOf), ([roadmap, done]) => {
        const byKey = new Map(unitsOf(roadmap).map((unit) => [unitKey(unit.item.id, unit.part), unit.points]))
        const expected = sum(done.map((key) => byKey.get(key) ?? Number.NaN))
        expect(progressOf(roadmap, work([...done, ...done])).earned).toBe(expected)
      }),
    )
  })
})

test('undo after done is the identity on progress, pace and streak', () => {
  fc.assert(
    fc.property(
      scheduleWith(anyPauses),
      fc.integer({ min: 0, max: 40 }),
      fc.array(fc.nat()),
      fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      (schedule, week, before, added) => {
        const units = unitsOf(schedule.roadmap)
        const today = monday(week).add({ days: 3 })
        const chosen = (numbers: number[], requestId: string) =>
          numbers.flatMap((number) => {
            const unit = units[number % units.length]
            return unit ? [completionOf(unit, today.subtract({ days: number % 30 }), { requestId })] : []
          })
        const isNew = (done: readonly { itemId: string; part: number }[]) => (key: { itemId: string; part: number }) =>
          !done.some(({ itemId, part }) => itemId === key.itemId && part === key.part)
        const first = Object.freeze(chosen(before, 'before'))
        const all = Object.freeze([...first, ...chosen(added, 'done').filter(isNew(first))])
        const figuresOf = (completions: typeof all) => {
          const done = completedWorkOf(completions, [])
          const learnerSchedule: LearnerSchedule = {
            schedule,
            joinedOn: monday(1),
            work: done,
            doneSinceJoining: done.done,
            today,
          }
          const streak = streakOf(
            completions.map(({ on }) => on),
            schedule.pauses,
            today,
          )
          const weeks = streak.weeks.map(({ monday, kind }) => `${monday} ${kind}`)
          return JSON.stringify([
            progressOf(schedule.roadmap, done),
            paceOf(learnerSchedule),
            weekPlan(learnerSchedule).more,
            { ...streak, weeks },
          ])
        }
        const earlier = figuresOf(first)
        figuresOf(all)
        expect(figuresOf(all.filter(({ requestId }) => requestId !== 'done'))).toBe(earlier)
      },
    ),
  )
})

test('the day of a completion is the day in the group’s zone', () => {
  const late = monday(0).toZonedDateTime({ timeZone: 'UTC', plainTime: '23:30' }).toInstant()
  expect(String(dateAt(late, 'UTC'))).toBe('2026-11-02')
  expect(String(dateAt(late, 'Europe/Berlin'))).toBe('2026-11-03')
  expect(String(dateAt(late, 'America/New_York'))).toBe('2026-11-02')
})
