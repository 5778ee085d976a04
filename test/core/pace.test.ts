import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBefore, mondayOf, type PlainDate } from '../../src/core/calendar.ts'
import type { Member, Pause } from '../../src/core/group.ts'
import { learnerScheduleOf } from '../../src/core/learner-schedule.ts'
import { duePlan, listedPlan, paceOf } from '../../src/core/pace.ts'
import { planOf } from '../../src/core/plan.ts'
import { completedWorkOf } from '../../src/core/progress.ts'
import { daysToReturn, planFromOn } from '../../src/core/rejoining.ts'
import { ownPauses } from '../../src/core/schedule.ts'
import { weekPlan } from '../../src/core/week-plan.ts'
import {
  anyCourse,
  atRandom,
  dueBy,
  keyOf,
  on,
  plannedSince,
  type RequestContext,
  steady,
  told,
  weightOf,
} from '../support/arbitrary-course.ts'
import { anyPauses, anyPausesOrOpen, firstMonday, isOff, monday } from '../support/arbitrary-schedule.ts'
import { completionOf } from '../support/completion.ts'

const firstWeek = ['python-programming#1', 'data-structures#1', 'python-fundamentals#1', 'python-fundamentals#2']
const secondWeek = ['algorithms#1', 'python-fundamentals#3', 'python-fundamentals#4', 'command-line-task-manager#1']
const sunday = (week: number) => monday(week + 1).subtract({ days: 1 })

describe('a beginner on the real roadmap, steady', () => {
  // Stage 1 is five weeks of work in 600 points: a skill of 20 points weighs 1/6, a course's week of 34 or 35 about 2/7.
  test.each<[string, RequestContext, string, number]>([
    ['before the start, nothing done', { today: monday(-1) }, 'on track', 0],
    ['on the first Monday', { today: monday(0) }, 'on track', 0],
    ['on the first Sunday, nothing done', { today: sunday(0) }, 'on track', 0],
    ['on the second Monday, nothing done', { today: monday(1) }, 'behind', (5 * (20 + 20 + 35 + 34)) / 600],
    ['on the second Monday, the first week done', { today: monday(1), done: firstWeek }, 'on track', 0],
    ['on the second Monday, all but one skill', { today: monday(1), done: firstWeek.slice(1) }, 'behind', 1 / 6],
    ['two weeks’ work on the second Monday', { today: monday(1), done: [...firstWeek, ...secondWeek] }, 'on track', 0],
    [
      'two weeks’ work on the first Sunday',
      { today: sunday(0), done: [...firstWeek, ...secondWeek] },
      'ahead',
      (5 * (20 + 34 + 34 + 80)) / 600,
    ],
    ['work done before the start', { today: monday(-1), done: ['algorithms#1'] }, 'ahead', 1 / 6],
    [
      'a paused week after the first, nothing done',
      { today: monday(1), pauses: [{ from: monday(1) }] },
      'behind',
      (5 * 109) / 600,
    ],
    [
      'the same in the sixth week of the pause',
      { today: monday(6), pauses: [{ from: monday(1) }] },
      'behind',
      (5 * 109) / 600,
    ],
    [
      'other work of the same weight makes up for it',
      { today: monday(1), done: [...firstWeek.slice(1), 'command-line#1'] },
      'on track',
      0,
    ],
    [
      'skipped is not due',
      { today: monday(1), done: firstWeek.slice(1), skipped: ['python-programming'] },
      'on track',
      0,
    ],
    ['all weeks over, nothing done', { today: monday(40) }, 'behind', 32],
    ['joined when all was over', { today: monday(40), joinedOn: monday(39) }, 'on track', 0],
    ['joined on the first Sunday, on the next day', { today: monday(1), joinedOn: sunday(0) }, 'on track', 0],
    [
      'joined on the first Tuesday, a week later',
      { today: monday(1), joinedOn: monday(0).add({ days: 1 }) },
      'on track',
      0,
    ],
    [
      'joined on the first Sunday, nothing done, when the second week is over',
      { today: monday(2), joinedOn: sunday(0) },
      'behind',
      (5 * (20 + 34 + 34 + 80)) / 600,
    ],
    [
      'joined on the second Monday, nothing done, when that week is over',
      { today: monday(2), joinedOn: monday(1) },
      'behind',
      (5 * (20 + 34 + 34 + 80)) / 600,
    ],
    [
      'joined on the Sunday before the start, nothing done, a week later',
      { today: monday(1), joinedOn: sunday(-1) },
      'behind',
      (5 * 109) / 600,
    ],
    [
      'joined in a pause, nothing done, as it ends',
      { today: monday(4), joinedOn: monday(3), pauses: [{ from: monday(2), until: monday(4) }] },
      'on track',
      0,
    ],
    [
      'joined on a Friday in a pause, nothing done, when the first week after it is over',
      { today: monday(5), joinedOn: monday(3).add({ days: 4 }), pauses: [{ from: monday(1), until: monday(4) }] },
      'behind',
      (5 * (20 + 34 + 34 + 80)) / 600,
    ],
    // Of Python Fundamentals two parts are planned before joining and two since: earlier parts pay for later ones.
    [
      'joined in the middle of a course, and did its first parts',
      {
        today: monday(2),
        joinedOn: monday(1),
        done: ['algorithms#1', 'command-line-task-manager#1', 'python-fundamentals#1', 'python-fundamentals#2'],
      },
      'on track',
      0,
    ],
    [
      'the same, but knew them before',
      {
        today: monday(2),
        joinedOn: monday(1),
        done: ['algorithms#1', 'command-line-task-manager#1'],
        known: ['python-fundamentals#1', 'python-fundamentals#2'],
      },
      'behind',
      (5 * (34 + 34)) / 600,
    ],
    [
      'skills and projects of before joining pay for nothing',
      { today: monday(2), joinedOn: monday(1), done: ['python-programming#1', 'data-structures#1'] },
      'behind',
      (5 * (20 + 34 + 34 + 80)) / 600,
    ],
    [
      'all parts of a course do not pay more than what counts of it',
      {
        today: monday(1),
        joinedOn: monday(1),
        done: [1, 2, 3, 4].map((part) => `python-fundamentals#${part}`),
      },
      'on track',
      0,
    ],
  ])('%s', (_, situation, status, weeks) => {
    const pace = paceOf(on(situation))
    expect(pace.status).toBe(status)
    expect(pace.weeks).toBeCloseTo(weeks, 9)
  })
})

describe('pace, for anybody', () => {
  test('nobody is behind in the week of joining, on the Monday after it, nor for the week that begins', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const none = new Set<string>()
        const course = { ...atRandom(given), work: { done: none, skipped: none }, doneSinceJoining: none }
        const lastDay = given.joinedOn.dayOfWeek === 1 ? 6 : 7
        for (let day = 0; day <= lastDay; day++) {
          const today = mondayOf(given.joinedOn).add({ days: day })
          expect(paceOf({ ...course, today })).toMatchObject({ status: 'on track', weeks: 0, due: 0 })
        }
        const before = dueBy(course).map(keyOf)
        const level = { ...course, today: mondayOf(course.today), work: { ...course.work, done: new Set(before) } }
        expect(paceOf(level).status).toBe('on track')
      }),
    )
  })

  test('who does nothing is behind by exactly the work of the weeks that began since joining and are over', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const { work, ...course } = atRandom(given)
        const idle = { ...course, work: { ...work, done: new Set<string>() }, doneSinceJoining: new Set<string>() }
        const due = weightOf(dueBy(idle))
        const pace = paceOf(idle)
        expect(pace).toMatchObject({ status: due > 0 ? 'behind' : 'on track', earned: 0 })
        expect(pace.weeks).toBeCloseTo(due, 6)
        expect(pace.due).toBeCloseTo(due, 6)
      }),
    )
  })

  test('is earned against due and target, and each week is due as it ends', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const { status, weeks, due, target, earned } = paceOf(learnerSchedule)
        expect(due).toBeCloseTo(weightOf(dueBy(learnerSchedule)), 6)
        const nextWeek = { ...learnerSchedule, today: mondayOf(learnerSchedule.today).add({ weeks: 1 }) }
        expect(target).toBeCloseTo(weightOf(dueBy(nextWeek)), 6)
        expect(paceOf(nextWeek).due).toBeCloseTo(target, 6)
        if (status === 'behind') expect(weeks).toBeCloseTo(due - earned, 9)
        if (status === 'ahead') expect(weeks).toBeCloseTo(earned - target, 9)
        expect(weeks > 0).toBe(status !== 'on track')
        expect(status === 'behind').toBe(earned < due - 1e-6)
        expect(status === 'ahead').toBe(earned > target + 1e-6)
      }),
    )
  })

  test('a part done since joining that does not count itself pays the earliest open counted part of its course, once', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const { schedule, joinedOn, work, doneSinceJoining } = learnerSchedule
        const plan = duePlan(learnerSchedule)
        expect(plan.map(keyOf)).toEqual(plannedSince(learnerSchedule, joinedOn).map(keyOf))
        const counted = new Set(plan.map(keyOf))
        const others = planOf(schedule.roadmap, schedule.tempo).filter((unit) => !counted.has(keyOf(unit)))
        for (const [item, own] of Map.groupBy(plan, ({ item }) => item)) {
          const payers = others.filter((unit) => unit.item === item && doneSinceJoining.has(keyOf(unit))).length
          const open = own.filter((unit) => !work.done.has(keyOf(unit)))
          const covered = item.kind === 'course' ? Math.min(payers, open.length) : 0
          expect(open.map(({ state }) => state)).toEqual(open.map((_, at) => (at < covered ? 'covered' : 'open')))
          expect(own.filter(({ state }) => state === 'done')).toHaveLength(own.length - open.length)
        }
        expect(paceOf(learnerSchedule).earned).toBeCloseTo(weightOf(plan.filter(({ state }) => state !== 'open')), 9)
      }),
    )
  })

  test('is the same whatever was known of what was planned before joining, which can make nobody ahead', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const learnerSchedule = atRandom(given)
        const { schedule, joinedOn, work } = learnerSchedule
        const listed = new Set(plannedSince(learnerSchedule, mondayOf(joinedOn)))
        const isMissing = ({ item }: { item: { id: string } }) => !work.skipped.has(item.id)
        const earlier = planOf(schedule.roadmap, schedule.tempo).filter((unit) => isMissing(unit) && !listed.has(unit))
        const known = { ...learnerSchedule, work: { ...work, done: new Set([...work.done, ...earlier.map(keyOf)]) } }
        expect(paceOf(known)).toEqual(paceOf(learnerSchedule))
        const things = ({ focus, more }: ReturnType<typeof weekPlan>) => [focus.map(({ item }) => item.id), more]
        expect(things(weekPlan(known))).toEqual(things(weekPlan(learnerSchedule)))
        const only = {
          ...learnerSchedule,
          work: { ...work, done: new Set(earlier.map(keyOf)) },
          doneSinceJoining: new Set<string>(),
        }
        expect(paceOf(only).status).not.toBe('ahead')
        expect(listedPlan(learnerSchedule).map(keyOf)).toEqual([...listed].map(keyOf))
      }),
    )
  })

  test('a pause of n weeks gives the same pace n weeks later', () => {
    fc.assert(
      fc.property(
        anyCourse(fc.constant([])),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (given, from, weeks) => {
          const course = {
            ...atRandom(given),
            joinedOn: firstMonday,
            today: monday(from).add({ days: given.today.day }),
          }
          const paused = { ...course.schedule, pauses: [{ from: monday(from), until: monday(from + weeks) }] }
          expect(paceOf({ ...course, schedule: paused, today: course.today.add({ weeks }) })).toEqual(paceOf(course))
        },
      ),
    )
  })
})

test('what is skipped leaves the plan', () => {
  fc.assert(
    fc.property(anyCourse(), (given) => {
      const learnerSchedule = atRandom(given)
      for (const planIn of [duePlan, listedPlan]) {
        const plan = planIn(learnerSchedule)
        expect(plan.some(({ item }) => learnerSchedule.work.skipped.has(item.id))).toBe(false)
        const all = planIn({ ...learnerSchedule, work: { ...learnerSchedule.work, skipped: new Set() } })
        expect(plan).toEqual(all.filter(({ item }) => !learnerSchedule.work.skipped.has(item.id)))
      }
    }),
  )
})

const member = (planFrom: PlainDate, away: Pause[] = []): Member => ({
  name: 'Ada',
  learner: {
    id: 'ada',
    visibility: 'named',
    remindersEnabled: false,
    away,
    unansweredReminders: 0,
    unreachable: false,
  },
  groupId: 'group',
  joinedOn: planFrom,
  planFrom,
  organizer: false,
})

describe('weeks away', () => {
  test('before joining are no reason to catch up with what the group did before', () => {
    const ada = member(monday(4), [{ from: monday(1), until: monday(3) }])
    const learnerSchedule = on({ today: monday(4), joinedOn: ada.joinedOn, pauses: ownPauses(steady, ada) })
    expect(weekPlan(learnerSchedule).focus.map(told)).toEqual(['Basic algorithm implementations'])
    expect(paceOf({ ...learnerSchedule, work: { done: new Set(secondWeek), skipped: new Set() } }).status).toBe(
      'on track',
    )
  })

  test('that began before joining count from the week of joining on', () => {
    const ada = member(monday(4).add({ days: 2 }), [{ from: monday(1), until: monday(6) }])
    expect(ownPauses(steady, ada).map(({ from, until }) => `${from} ${until}`)).toEqual([`${monday(4)} ${monday(6)}`])
  })

  test('any before joining change nothing, any since join the group’s pauses', () => {
    fc.assert(
      fc.property(anyPausesOrOpen, anyPausesOrOpen, fc.integer({ min: -10, max: 200 }), (pauses, away, days) => {
        const joinedOn = firstMonday.add({ days })
        const own = ownPauses({ pauses }, member(joinedOn, away))
        for (let week = -5; week < 40; week++) {
          const isSince = isOff([{ from: mondayOf(joinedOn) }], monday(week))
          expect(isOff(own, monday(week))).toBe(isOff(isSince ? [...pauses, ...away] : pauses, monday(week)))
        }
      }),
    )
  })
})

describe('leaving and coming back', () => {
  const anyReturn = fc.record({
    given: anyCourse(),
    away: anyPausesOrOpen,
    stayed: fc.integer({ min: 0, max: 120 }),
    gone: fc.integer({ min: 0, max: 60 }),
    after: fc.integer({ min: 0, max: 100 }),
  })

  test('within 30 days is the identity for plan and pace, later it is a new beginning', () => {
    fc.assert(
      fc.property(anyReturn, ({ given, away, stayed, gone, after }) => {
        const { schedule, joinedOn, seed } = given
        const before = member(joinedOn, away)
        const leftOn = joinedOn.add({ days: stayed })
        const backOn = leftOn.add({ days: gone })
        const back = { ...before, planFrom: planFromOn({ ...before, leftOn }, backOn) }
        const today = backOn.add({ days: after })
        const chosen = planOf(schedule.roadmap, schedule.tempo).filter(() => seed.next().value === true)
        const completions = chosen.map((unit, at) => completionOf(unit, joinedOn.add({ days: (at * 7) % 90 })))
        const at = (who: Member) =>
          learnerScheduleOf({ schedule, member: who, completions, work: completedWorkOf(completions, []) }, today)
        if (gone <= daysToReturn) {
          expect(at(back)).toEqual(at(before))
          expect(paceOf(at(back))).toEqual(paceOf(at(before)))
          expect(weekPlan(at(back))).toEqual(weekPlan(at(before)))
        } else {
          expect(at(back)).toEqual(at(member(backOn, away)))
        }
      }),
    )
  })

  test.each([
    [0, 'the former day'],
    [30, 'the former day'],
    [31, 'today'],
  ])('after %d days the plan counts from %s', (days, from) => {
    const today = monday(6).add({ days })
    const since = planFromOn({ planFrom: monday(2), leftOn: monday(6) }, today)
    expect(since.equals(from === 'today' ? today : monday(2))).toBe(true)
  })

  test('what was done while away, or known before, is told apart from what was done since joining', () => {
    const [first, second, third] = planOf(steady.roadmap, 'steady')
    if (!first || !second || !third) throw new Error('no plan')
    const completions = [
      completionOf(first, sunday(0)),
      completionOf(second, monday(1)),
      completionOf(third, monday(2), { known: true }),
    ]
    const learnerSchedule = learnerScheduleOf(
      { schedule: steady, member: member(monday(1)), completions, work: completedWorkOf(completions, []) },
      monday(3),
    )
    expect([...learnerSchedule.work.done]).toEqual([first, second, third].map(keyOf))
    expect([...learnerSchedule.doneSinceJoining]).toEqual([keyOf(second)])
    expect(isBefore(learnerSchedule.joinedOn, learnerSchedule.today)).toBe(true)
  })
})

test('an end to all weeks away: the plan is complete some day', () => {
  fc.assert(
    fc.property(anyCourse(anyPauses), (given) => {
      const course = { ...atRandom(given), joinedOn: firstMonday, today: monday(200) }
      const all = duePlan(course).map(keyOf)
      const done = { ...course, work: { ...course.work, done: new Set(all) } }
      expect(paceOf(done).status).toBe('on track')
      expect(weekPlan(done)).toEqual({ focus: [], optional: [], more: 0 })
    }),
  )
})
