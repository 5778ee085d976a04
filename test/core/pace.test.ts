import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mondayOf, type PlainDate } from '../../src/core/calendar.ts'
import type { Member, Pause } from '../../src/core/group.ts'
import { type Course, type Focus, ownPlan, paceOf, toBeLevel, weekPlan } from '../../src/core/pace.ts'
import { planOf } from '../../src/core/plan.ts'
import { type Unit, unitKey, unitsOf } from '../../src/core/points.ts'
import { maySkip } from '../../src/core/progress.ts'
import { ownPauses, type Schedule } from '../../src/core/schedule.ts'
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
const keyOf = ({ item, part }: Unit) => unitKey(item.id, part)
const weightOf = (units: readonly { weight: number }[]) => units.reduce((sum, { weight }) => sum + weight, 0)
const told = ({ item, units, leftOver }: Focus) =>
  `${leftOver ? 'left over: ' : ''}${item.title}${item.weeks > 1 ? ` ${units.map(({ part }) => part).join('-')}` : ''}`

type Situation = {
  today: PlainDate
  done?: Iterable<string>
  skipped?: Iterable<string>
  joinedOn?: PlainDate
  pauses?: Pause[]
}
const on = ({ today, done = [], skipped = [], joinedOn = firstMonday, pauses = [] }: Situation): Course => ({
  schedule: { ...steady, pauses },
  joinedOn,
  work: { done: new Set(done), skipped: new Set(skipped) },
  today,
})

const firstWeek = ['python-programming#1', 'data-structures#1', 'python-fundamentals#1', 'python-fundamentals#2']
const secondWeek = ['algorithms#1', 'python-fundamentals#3', 'python-fundamentals#4', 'command-line-task-manager#1']
const sunday = (week: number) => monday(week + 1).subtract({ days: 1 })

describe('a beginner on the real roadmap, steady', () => {
  // Stage 1 is five weeks of work in 600 points: a skill of 20 points weighs 1/6, a course's week of 34 or 35 about 2/7.
  test.each<[string, Situation, string, number]>([
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
      'skipped is not owed',
      { today: monday(1), done: firstWeek.slice(1), skipped: ['python-programming'] },
      'on track',
      0,
    ],
    ['all weeks over, nothing done', { today: monday(40) }, 'behind', 32],
    ['joined when all was over', { today: monday(40), joinedOn: monday(39) }, 'on track', 0],
    [
      'joined in the second week, nothing done, a week later',
      { today: monday(2), joinedOn: sunday(1) },
      'behind',
      (5 * (20 + 34 + 34 + 80)) / 600,
    ],
    [
      'joined in a pause, nothing done, as it ends',
      { today: monday(4), joinedOn: monday(3), pauses: [{ from: monday(2), until: monday(4) }] },
      'on track',
      0,
    ],
  ])('%s', (_, situation, status, weeks) => {
    const pace = paceOf(on(situation))
    expect(pace.status).toBe(status)
    expect(pace.weeks).toBeCloseTo(weeks, 9)
  })

  test('week: two left-overs, the oldest, then what this week is for; a course’s parts are one thing', () => {
    expect(weekPlan(on({ today: monday(0) })).focus.map(told)).toEqual([
      'Python Programming',
      'Data Structures',
      'Python Fundamentals 1-2',
    ])
    const { focus, more } = weekPlan(on({ today: monday(1) }))
    expect(focus.map(told)).toEqual([
      'left over: Python Programming',
      'left over: Data Structures',
      'Algorithms',
      'Python Fundamentals 3-4',
      'Command-line task manager',
    ])
    expect(more).toBe(1)
  })

  test('week: never more than five things, however full it is', () => {
    // The fullest week of all: stage 4 takes three, and this is its first.
    const { focus, more } = weekPlan(on({ today: monday(17), joinedOn: monday(16) }))
    expect(focus.map(told)).toEqual([
      'left over: Real-time chat application backend',
      'Authentication & Authorization',
      'OWASP Security',
      'Input Validation',
      'Security & Deployment 1-2',
    ])
    expect(more).toBe(1)
  })

  test('week: in a pause and after the end only what is left over, before the start nothing', () => {
    const left = ['left over: Python Programming', 'left over: Data Structures']
    expect(weekPlan(on({ today: monday(1), pauses: [{ from: monday(1) }] })).focus.map(told)).toEqual(left)
    expect(weekPlan(on({ today: monday(50) })).focus.map(told)).toEqual(left)
    expect(weekPlan(on({ today: monday(-1) }))).toEqual({ focus: [], more: 0 })
  })

  test('to be level: the oldest that make up for it, and what was done ahead is taken into account', () => {
    expect(toBeLevel(on({ today: monday(1) })).map(told)).toEqual([
      'left over: Python Programming',
      'left over: Data Structures',
      'left over: Python Fundamentals 1-2',
    ])
    // 109 points are due, 80 are earned by a project of the second week: two skills of 20 make up for the 29.
    expect(toBeLevel(on({ today: monday(1), done: ['command-line-task-manager#1'] })).map(told)).toEqual([
      'left over: Python Programming',
      'left over: Data Structures',
    ])
    expect(toBeLevel(on({ today: monday(1), done: firstWeek }))).toEqual([])
    expect(toBeLevel(on({ today: monday(0) }))).toEqual([])
  })
})

/** Mostly early, where most roadmaps still go on. */
const days = (min: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min, max: 40 }) }, fc.integer({ min: 41, max: 200 }))

/** Somebody who joined a group at any time, on a schedule with the group's pauses and weeks away. */
const anyCourse = (pauses: fc.Arbitrary<Pause[]> = anyPausesOrOpen) =>
  fc
    .record({
      schedule: scheduleWith(pauses),
      joined: days(-14),
      since: days(0),
      seed: fc.infiniteStream(fc.boolean()),
    })
    .map(({ joined, since, ...rest }) => {
      const joinedOn = firstMonday.add({ days: joined })
      return { ...rest, joinedOn, today: joinedOn.add({ days: since }) }
    })

type Given = { schedule: Schedule; joinedOn: PlainDate; today: PlainDate; seed: { next(): { value?: boolean } } }

/** With any work done, and anything skipped that may be. */
const atRandom = ({ schedule, joinedOn, today, seed }: Given): Course => {
  const { roadmap } = schedule
  const chosen = () => seed.next().value === true
  const skipped = new Set<string>()
  for (const stage of roadmap.stages) {
    for (const { id } of [...stage.skills, ...stage.projects]) {
      if (chosen() && chosen() && maySkip(roadmap, stage, id, { done: new Set(), skipped })) skipped.add(id)
    }
  }
  const done = unitsOf(roadmap).flatMap((unit) => (chosen() && !skipped.has(unit.item.id) ? [keyOf(unit)] : []))
  return {
    schedule,
    joinedOn,
    today,
    work: { done: new Set(done), skipped },
  }
}

/** What a course owes by the definition: the work of each week that counted, from the week of joining, before this one. */
const plannedBefore = ({ schedule, joinedOn, today, work: { skipped } }: Course) => {
  const closed = walk(schedule, 60).flatMap((date, index) =>
    isOff([{ from: mondayOf(joinedOn), until: mondayOf(today) }], date) ? [index] : [],
  )
  return planOf(schedule.roadmap, schedule.tempo).filter(
    ({ week, item }) => closed.includes(week) && !skipped.has(item.id),
  )
}

describe('pace, for anybody', () => {
  test('who does each week’s plan in its week is never behind and never ahead, whatever pauses, weeks away and joining', () => {
    fc.assert(
      fc.property(anyCourse(), ({ schedule, joinedOn, seed }) => {
        const done = new Set<string>()
        const { skipped } = atRandom({ schedule, joinedOn, today: joinedOn, seed }).work
        const at = (today: PlainDate): Course => ({ schedule, joinedOn, today, work: { done, skipped } })
        for (let week = 0; week < 60; week++) {
          const from = mondayOf(joinedOn).add({ weeks: week })
          const today = week === 0 ? joinedOn : from
          expect(paceOf(at(today)).status).toBe('on track')
          for (let { focus } = weekPlan(at(today)); focus.length > 0; { focus } = weekPlan(at(today))) {
            expect(focus.every(({ leftOver }) => !leftOver)).toBe(true)
            for (const unit of focus.flatMap(({ units }) => units)) done.add(keyOf(unit))
            expect(paceOf(at(today)).status).toBe('on track')
          }
          expect(paceOf(at(from.add({ days: 6 }))).status).toBe('on track')
        }
      }),
      { numRuns: 40 },
    )
  })

  test('nobody is behind in the week of joining, nor on a Monday for the week that begins', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const course = { ...atRandom(given), work: { done: new Set<string>(), skipped: new Set<string>() } }
        for (let day = 0; day < 7; day++) {
          const today = mondayOf(given.joinedOn).add({ days: day })
          expect(paceOf({ ...course, today })).toMatchObject({ status: 'on track', weeks: 0, due: 0 })
        }
        const before = plannedBefore(course).map(keyOf)
        const level = { ...course, today: mondayOf(course.today), work: { ...course.work, done: new Set(before) } }
        expect(paceOf(level).status).toBe('on track')
      }),
    )
  })

  test('who does nothing is behind by exactly the work of the weeks that are over since joining', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const { work, ...course } = atRandom(given)
        const idle = { ...course, work: { ...work, done: new Set<string>() } }
        const owed = weightOf(plannedBefore(idle))
        const pace = paceOf(idle)
        expect(pace).toMatchObject({ status: owed > 0 ? 'behind' : 'on track', earned: 0 })
        expect(pace.weeks).toBeCloseTo(owed, 6)
        expect(pace.due).toBeCloseTo(owed, 6)
      }),
    )
  })

  test('is earned against due and target, and each week is due as it ends', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const course = atRandom(given)
        const { status, weeks, due, target, earned } = paceOf(course)
        expect(due).toBeCloseTo(weightOf(plannedBefore(course)), 6)
        const nextWeek = { ...course, today: mondayOf(course.today).add({ weeks: 1 }) }
        expect(target).toBeCloseTo(weightOf(plannedBefore(nextWeek)), 6)
        expect(paceOf(nextWeek).due).toBeCloseTo(target, 6)
        if (status === 'behind') expect(weeks).toBeCloseTo(due - earned, 9)
        if (status === 'ahead') expect(weeks).toBeCloseTo(earned - target, 9)
        expect(weeks > 0).toBe(status !== 'on track')
        expect(status === 'behind').toBe(earned < due - 1e-6)
        expect(status === 'ahead').toBe(earned > target + 1e-6)
      }),
    )
  })

  test('is the same whatever is marked of what was planned before joining, which can make nobody ahead', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const course = atRandom(given)
        const { schedule, joinedOn, work } = course
        const earlier = walk(schedule, 60).filter((date) =>
          isOff([{ from: firstMonday, until: mondayOf(joinedOn) }], date),
        ).length
        const backlog = planOf(schedule.roadmap, schedule.tempo).filter(({ week }) => week < earlier)
        const marked = { ...course, work: { ...work, done: new Set([...work.done, ...backlog.map(keyOf)]) } }
        expect(paceOf(marked)).toEqual(paceOf(course))
        expect(weekPlan(marked)).toEqual(weekPlan(course))
        const only = { ...course, work: { ...work, done: new Set(backlog.map(keyOf)) } }
        expect(paceOf(only).status).not.toBe('ahead')
        expect(ownPlan(course).some((unit) => backlog.includes(unit))).toBe(false)
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

describe('my week, for anybody', () => {
  test('at most five things, at most two left over, which are the oldest; then this week’s; the rest is counted', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const course = atRandom(given)
        const { schedule, today, work } = course
        const { focus, more } = weekPlan(course)
        const left = focus.filter(({ leftOver }) => leftOver)
        const own = focus.filter(({ leftOver }) => !leftOver)
        expect(focus.length).toBeLessThanOrEqual(5)
        expect(left.length).toBeLessThanOrEqual(2)
        expect(focus).toEqual([...left, ...own])

        const thing = ({ item, week }: { item: { id: string }; week: number }) => `${item.id} in week ${week}`
        const things = (units: readonly Parameters<typeof thing>[0][]) => [...new Set(units.map(thing))]
        const openBefore = plannedBefore(course).filter((unit) => !work.done.has(keyOf(unit)))
        const index = walk(schedule, 60).findIndex((date) => date.equals(mondayOf(today)))
        const openNow = ownPlan(course).filter((unit) => unit.week === index && !work.done.has(keyOf(unit)))
        expect(left.flatMap(({ units }) => things(units))).toEqual(things(openBefore).slice(0, 2))
        expect(own.flatMap(({ units }) => things(units))).toEqual(things(openNow).slice(0, 5 - left.length))
        expect(more).toBe(things(openBefore).length + things(openNow).length - focus.length)
        // Each thing has all of its open parts, in order, and nothing that is done or skipped.
        for (const { item, units } of focus) {
          const all = ownPlan(course).filter((unit) => unit.item.id === item.id && unit.week === units[0]?.week)
          expect(units.map(keyOf)).toEqual(all.map(keyOf).filter((key) => !work.done.has(key)))
          expect(work.skipped.has(item.id)).toBe(false)
        }
      }),
    )
  })

  test('doing what makes level makes not behind, and without its last part one still is', () => {
    fc.assert(
      fc.property(anyCourse(), (given) => {
        const course = atRandom(given)
        const units = toBeLevel(course).flatMap((focus) => focus.units)
        const paceWith = (keys: string[]) =>
          paceOf({ ...course, work: { ...course.work, done: new Set([...course.work.done, ...keys]) } }).status
        expect(units.length > 0).toBe(paceOf(course).status === 'behind')
        if (units.length > 0) expect(paceWith(units.slice(0, -1).map(keyOf))).toBe('behind')
        expect(paceWith(units.map(keyOf))).not.toBe('behind')
        // The oldest first, none of them done.
        const open = plannedBefore(course).filter((unit) => !course.work.done.has(keyOf(unit)))
        expect(units.map(keyOf)).toEqual(open.slice(0, units.length).map(keyOf))
      }),
    )
  })
})

test('what is skipped leaves the plan', () => {
  fc.assert(
    fc.property(anyCourse(), (given) => {
      const course = atRandom(given)
      const plan = ownPlan(course)
      expect(plan.some(({ item }) => course.work.skipped.has(item.id))).toBe(false)
      const all = ownPlan({ ...course, work: { ...course.work, skipped: new Set() } })
      expect(plan).toEqual(all.filter(({ item }) => !course.work.skipped.has(item.id)))
    }),
  )
})

describe('weeks away', () => {
  const member = (joinedOn: PlainDate, away: Pause[]): Member => ({
    name: 'Ada',
    learner: { id: 'ada', visibility: 'named', nudges: false, away, unanswered: 0, unreachable: false },
    groupId: 'group',
    joinedOn,
    planFrom: joinedOn,
    organizer: false,
  })

  test('before joining are no reason to owe what the group did before', () => {
    const ada = member(monday(4), [{ from: monday(1), until: monday(3) }])
    const course = on({ today: monday(4), joinedOn: ada.joinedOn, pauses: ownPauses(steady, ada) })
    expect(weekPlan(course).focus.map(told)).toEqual(['Basic algorithm implementations'])
    expect(paceOf({ ...course, work: { done: new Set(secondWeek), skipped: new Set() } }).status).toBe('on track')
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

test('an end to all weeks away: the plan is complete some day', () => {
  fc.assert(
    fc.property(anyCourse(anyPauses), (given) => {
      const course = { ...atRandom(given), joinedOn: firstMonday, today: monday(200) }
      const all = ownPlan(course).map(keyOf)
      const done = { ...course, work: { ...course.work, done: new Set(all) } }
      expect(paceOf(done).status).toBe('on track')
      expect(weekPlan(done)).toEqual({ focus: [], more: 0 })
    }),
  )
})
