/** Whoever does what is offered is never behind (design 4.4). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBefore, mondayOf, type PlainDate } from '../../src/core/calendar.ts'
import type { Completion } from '../../src/core/completion.ts'
import { type Member, type Pause, tempos } from '../../src/core/group.ts'
import { learnerScheduleOf } from '../../src/core/learner-schedule.ts'
import { type LearnerSchedule, paceOf } from '../../src/core/pace.ts'
import { unitsOf } from '../../src/core/points.ts'
import { completedWorkOf } from '../../src/core/progress.ts'
import { planFromOn } from '../../src/core/rejoining.ts'
import { type Schedule, totalWeeks } from '../../src/core/schedule.ts'
import { focusItemsIn, weekPlan } from '../../src/core/week-plan.ts'
import { keyOf, skippedAtRandom, steady } from '../support/arbitrary-course.ts'
import { anyPausesOrOpen, firstMonday, scheduleWith } from '../support/arbitrary-schedule.ts'
import { completionOf } from '../support/completion.ts'

/** Somebody who does what `week` offers, and what else happens to them. What can happen besides is added here. */
type Life = {
  /** The group's. */
  schedule: Schedule
  joinedOn: PlainDate
  /** Weeks away. */
  away?: Pause[]
  skipped?: Set<string>
  /** What was known before is said on the day of joining. */
  knows?: (at: number) => boolean
  /** On which day of a week it is done, from 0. */
  dayOf?: (week: number) => number
  /** The week of joining is not due, so it may be left. */
  idleAtFirst?: boolean
  /** Also does what is optional. */
  eager?: boolean
  /** Leaves, and comes back after so many days. */
  break?: { after: number; days: number }
  weeks: number
}

/** Lives through the weeks; `expectLevel` is asked each time when nobody may be behind. */
const live = (life: Life, expectLevel: (learnerSchedule: LearnerSchedule) => void): void => {
  const { schedule, joinedOn, away = [], skipped = new Set(), knows, dayOf = () => 0 } = life
  const leftOn = life.break && joinedOn.add({ days: life.break.after })
  const backOn = leftOn?.add({ days: life.break?.days ?? 0 })
  const isGone = (day: PlainDate) => !!leftOn && !!backOn && !isBefore(day, leftOn) && isBefore(day, backOn)
  const planFrom = (day: PlainDate) =>
    leftOn && backOn && !isBefore(day, backOn) ? planFromOn({ planFrom: joinedOn, leftOn }, backOn) : joinedOn
  const learner: Member['learner'] = {
    ...{
      id: 'ada',
      name: 'Ada',
      visibility: 'named',
      remindersEnabled: false,
      away,
      unansweredReminders: 0,
      unreachable: false,
    },
  }
  const completions: Completion[] = unitsOf(schedule.roadmap)
    .filter((unit, at) => knows?.(at) && !skipped.has(unit.item.id))
    .map((unit) => completionOf(unit, joinedOn, { known: true }))
  const on = (today: PlainDate) => {
    const work = completedWorkOf(completions, skipped)
    return learnerScheduleOf({ schedule, member: { planFrom: planFrom(today), learner }, completions, work }, today)
  }
  const doWhatIsOffered = (day: PlainDate) => {
    for (let plan = weekPlan(on(day)); plan.focus.length > 0; plan = weekPlan(on(day))) {
      const things = life.eager ? focusItemsIn(plan) : plan.focus
      for (const unit of things.flatMap(({ units }) => units)) completions.push(completionOf(unit, day))
    }
    expectLevel(on(day))
  }
  let followed = false
  for (let week = 0; week < life.weeks; week++) {
    const monday = mondayOf(joinedOn).add({ weeks: week })
    if (followed && !isGone(monday)) expectLevel(on(monday))
    const chosen = monday.add({ days: dayOf(week) })
    const day = isBefore(chosen, joinedOn) ? joinedOn : isGone(chosen) && backOn ? backOn : chosen
    const isDoing = mondayOf(day).equals(monday) && !(week === 0 && life.idleAtFirst && joinedOn.dayOfWeek > 1)
    if (isDoing) doWhatIsOffered(day)
    const sunday = monday.add({ days: 6 })
    followed = isDoing || (week === 0 && joinedOn.dayOfWeek > 1)
    if (followed && !isGone(sunday)) expectLevel(on(sunday))
  }
}

describe('whoever does what is offered, each week in its week, is never behind', () => {
  test.each(tempos)(
    'on the real roadmap, %s, whatever the week and weekday of joining; one look a week is enough',
    (tempo) => {
      const schedule = { ...steady, tempo }
      const end = firstMonday.add({ weeks: totalWeeks(schedule.roadmap, tempo) + 2 })
      for (let days = -7; isBefore(firstMonday.add({ days }), end); days++) {
        const joinedOn = firstMonday.add({ days })
        const done = new Set<string>()
        const on = (today: PlainDate): LearnerSchedule => ({
          ...{ schedule, joinedOn, today },
          work: { done, skipped: new Set() },
          doneSinceJoining: done,
        })
        for (let today = joinedOn; isBefore(today, end); today = mondayOf(today).add({ weeks: 1 })) {
          expect(paceOf(on(today)).status, `joined ${joinedOn}, on ${today}`).not.toBe('behind')
          const { focus, more } = weekPlan(on(today))
          expect(more).toBe(0)
          for (const unit of focus.flatMap(({ units }) => units)) done.add(keyOf(unit))
        }
      }
    },
  )

  test('whatever the roadmap, tempo, joining, pauses, weeks away, skips, what was known, and leaving in between', () => {
    const anyLife = fc.record({
      schedule: scheduleWith(anyPausesOrOpen),
      days: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -14, max: 40 }) }, fc.integer({ min: 41, max: 200 })),
      away: anyPausesOrOpen,
      seed: fc.infiniteStream(fc.boolean()),
      day: fc.infiniteStream(fc.integer({ min: 0, max: 6 })),
      knows: fc.boolean(),
      idleAtFirst: fc.boolean(),
      eager: fc.boolean(),
      left: fc.option(fc.record({ after: fc.integer({ min: 0, max: 100 }), days: fc.integer({ min: 0, max: 45 }) }), {
        nil: undefined,
      }),
    })
    fc.assert(
      fc.property(anyLife, ({ schedule, days, away, seed, day, knows, idleAtFirst, eager, left }) => {
        const life: Life = {
          ...{ schedule, away, idleAtFirst, eager, weeks: 45 },
          joinedOn: firstMonday.add({ days }),
          skipped: skippedAtRandom({ schedule, seed }),
          knows: () => knows && seed.next().value === true && seed.next().value === true,
          dayOf: () => day.next().value ?? 0,
          ...(left && { break: left }),
        }
        live(life, (learnerSchedule) => expect(paceOf(learnerSchedule).status).not.toBe('behind'))
      }),
      { numRuns: 60 },
    )
  })
})
