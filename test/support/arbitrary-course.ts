/** Learners on schedules: a beginner on the real roadmap, and anybody on any. */
import fc from 'fast-check'
import { isBefore, mondayOf, type PlainDate } from '../../src/core/calendar.ts'
import type { Pause } from '../../src/core/group.ts'
import type { LearnerSchedule } from '../../src/core/pace.ts'
import { type PlannedUnit, planOf } from '../../src/core/plan.ts'
import { type Unit, unitKey, unitsOf } from '../../src/core/points.ts'
import { maySkip } from '../../src/core/progress.ts'
import type { Schedule } from '../../src/core/schedule.ts'
import type { Focus } from '../../src/core/week-plan.ts'
import { anyPausesOrOpen, firstMonday, scheduleWith, walk } from './arbitrary-schedule.ts'
import { backendDeveloper } from './bot.ts'

const [backend] = backendDeveloper
if (!backend) throw new Error('no roadmap')

export const steady: Schedule = { roadmap: backend, tempo: 'steady', start: firstMonday, pauses: [] }

export const keyOf = ({ item, part }: Unit): string => unitKey(item.id, part)

export const weightOf = (units: readonly { weight: number }[]): number =>
  units.reduce((sum, { weight }) => sum + weight, 0)

/** "before: Python Fundamentals 1-2" */
export const told = ({ item, units, from }: Focus): string =>
  `${from === 'this week' ? '' : `${from}: `}${item.title}${item.weeks > 1 ? ` ${units.map(({ part }) => part).join('-')}` : ''}`

export type RequestContext = {
  today: PlainDate
  done?: Iterable<string>
  /** Done, and known before or done before joining. */
  known?: Iterable<string>
  skipped?: Iterable<string>
  joinedOn?: PlainDate
  pauses?: Pause[]
}

/** Somebody on the real roadmap, at a steady tempo. */
export const on = (situation: RequestContext): LearnerSchedule => {
  const { today, done = [], known = [], skipped = [], joinedOn = firstMonday, pauses = [] } = situation
  return {
    schedule: { ...steady, pauses },
    joinedOn,
    work: { done: new Set([...done, ...known]), skipped: new Set(skipped) },
    doneSinceJoining: new Set(done),
    today,
  }
}

/** Mostly early, where most roadmaps still go on. */
const days = (min: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min, max: 40 }) }, fc.integer({ min: 41, max: 200 }))

export type Given = {
  schedule: Schedule
  joinedOn: PlainDate
  today: PlainDate
  seed: { next(): { value?: boolean } }
}

/** Somebody who joined a group at any time, on a schedule with the group's pauses and weeks away. */
export const anyCourse = (pauses: fc.Arbitrary<Pause[]> = anyPausesOrOpen): fc.Arbitrary<Given> =>
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

/** Any items that may be skipped. */
export const skippedAtRandom = ({ schedule: { roadmap }, seed }: Pick<Given, 'schedule' | 'seed'>): Set<string> => {
  const chosen = () => seed.next().value === true
  const skipped = new Set<string>()
  for (const stage of roadmap.stages) {
    for (const { id } of [...stage.skills, ...stage.projects]) {
      if (chosen() && chosen() && maySkip(roadmap, stage, id, { done: new Set(), skipped })) skipped.add(id)
    }
  }
  return skipped
}

/** With any work done, some of it known before, and anything skipped that may be. */
export const atRandom = (given: Given): LearnerSchedule => {
  const { schedule, joinedOn, today, seed } = given
  const chosen = () => seed.next().value === true
  const skipped = skippedAtRandom(given)
  const units = unitsOf(schedule.roadmap).filter(({ item }) => !skipped.has(item.id))
  const done = units.map(keyOf).filter(chosen)
  return {
    schedule,
    joinedOn,
    today,
    work: { done: new Set(done), skipped },
    doneSinceJoining: new Set(done.filter(() => chosen() || chosen())),
  }
}

/**
 * What is planned for the weeks that count and begin before a day, found by walking through the calendar: said here once more, from
 * the design, as what the tests measure by.
 */
const plannedBefore = ({ schedule, work }: LearnerSchedule, day: PlainDate): PlannedUnit[] => {
  const weeks = walk(schedule, 120).flatMap((date, index) => (isBefore(date, day) ? [index] : []))
  return planOf(schedule.roadmap, schedule.tempo).filter(
    ({ week, item }) => weeks.includes(week) && !work.skipped.has(item.id),
  )
}

/** All that is planned for weeks that begin on or after a day; with a pause that has no end, nobody knows when. */
export const plannedSince = (learnerSchedule: LearnerSchedule, day: PlainDate): PlannedUnit[] => {
  const { schedule, work } = learnerSchedule
  const before = new Set(plannedBefore(learnerSchedule, day))
  return planOf(schedule.roadmap, schedule.tempo).filter((unit) => !before.has(unit) && !work.skipped.has(unit.item.id))
}

/** Of what is planned since a day, the work of the weeks that begin before another. */
export const plannedBetween = (learnerSchedule: LearnerSchedule, from: PlainDate, until: PlainDate): PlannedUnit[] => {
  const since = new Set(plannedSince(learnerSchedule, from))
  return plannedBefore(learnerSchedule, until).filter((unit) => since.has(unit))
}

/** What is due: the work of the weeks that are over, of those that began since joining. */
export const dueBy = (learnerSchedule: LearnerSchedule): PlannedUnit[] =>
  plannedBetween(learnerSchedule, learnerSchedule.joinedOn, mondayOf(learnerSchedule.today))
