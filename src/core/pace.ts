/** Whether a learner keeps up with the plan, in weeks (design 4.4). The work of this week is in `week-plan.ts`. */
import { comingMonday, mondayOf, type PlainDate } from './calendar.ts'
import { type PlannedUnit, planOf } from './plan.ts'
import { unitKey } from './points.ts'
import { type CompletedWork, isDone } from './progress.ts'
import { isPaused, type Schedule, weekIndex } from './schedule.ts'

/** A learner on a schedule. The schedule's pauses are the group's and the learner's own weeks away. */
export type LearnerSchedule = {
  schedule: Schedule
  joinedOn: PlainDate
  work: CompletedWork
  /** Keys of the units done since joining, those that were known before left out. */
  doneSinceJoining: ReadonlySet<string>
  today: PlainDate
}

/** `covered`: not done, but an earlier part of the same course counts for it. */
export type OwnUnit = PlannedUnit & { state: 'done' | 'covered' | 'open' }

export type Pace = {
  status: 'behind' | 'on track' | 'ahead'
  /** How far behind or ahead; 0 on track. */
  weeks: number
  /** Work of closed weeks, since joining. */
  due: number
  /** The same with this week's work. */
  target: number
  /** Work that is done or covered, of all that can become due. */
  earned: number
}

/** Sums of fractions of weeks differ from each other by less than this when they are equal. */
export const tolerance = 1e-9

/**
 * The units that can become due: planned for the first week that began since joining, or later, and not skipped. So the week in which
 * a learner joins is due only if they join on its first day.
 */
export const duePlan = (learnerSchedule: LearnerSchedule): OwnUnit[] =>
  planSince(learnerSchedule, weekIndex(learnerSchedule.schedule, comingMonday(learnerSchedule.joinedOn)))

/** The units that `week` can list: planned for the week of joining or later, and not skipped. Earlier units are in the roadmap only. */
export const listedPlan = (learnerSchedule: LearnerSchedule): OwnUnit[] =>
  planSince(learnerSchedule, weekIndex(learnerSchedule.schedule, mondayOf(learnerSchedule.joinedOn)))

/**
 * The units planned from a week on. A part of a course that was done since joining, but is planned for an earlier week, covers the
 * earliest open part: the bot offers the first open parts of a course, and a learner who does them must not be behind.
 */
const planSince = ({ schedule, work, doneSinceJoining }: LearnerSchedule, firstWeek: number): OwnUnit[] => {
  const plan = planOf(schedule.roadmap, schedule.tempo).filter(({ item }) => !work.skipped.has(item.id))
  const covers = ({ item, part, parts, week }: PlannedUnit) =>
    week < firstWeek && parts > 1 && doneSinceJoining.has(unitKey(item.id, part))
  const spare = new Map(
    [...Map.groupBy(plan.filter(covers), ({ item }) => item.id)].map(([id, own]) => [id, own.length]),
  )
  const isCovered = ({ item }: PlannedUnit) => {
    const count = spare.get(item.id) ?? 0
    spare.set(item.id, count - 1)
    return count > 0
  }
  return plan
    .filter(({ week }) => week >= firstWeek)
    .map((unit) => ({ ...unit, state: isDone(unit, work) ? 'done' : isCovered(unit) ? 'covered' : 'open' }))
}

/** The index of this week, and whether work is planned for it: not before the start, and not in a pause. */
export const thisWeek = ({ schedule, today }: Pick<LearnerSchedule, 'schedule' | 'today'>) => {
  const monday = mondayOf(today)
  const running = monday.until(schedule.start).sign <= 0 && !isPaused(schedule.pauses, monday)
  return { index: weekIndex(schedule, monday), running }
}

export const paceOf = (learnerSchedule: LearnerSchedule): Pace => {
  const plan = duePlan(learnerSchedule)
  const { index, running } = thisWeek(learnerSchedule)
  const due = weightOf(plan.filter(({ week }) => week < index))
  const target = due + (running ? weightOf(plan.filter(({ week }) => week === index)) : 0)
  const earned = weightOf(plan.filter(({ state }) => state !== 'open'))
  if (earned < due - tolerance) return { status: 'behind', weeks: due - earned, due, target, earned }
  if (earned > target + tolerance) return { status: 'ahead', weeks: earned - target, due, target, earned }
  return { status: 'on track', weeks: 0, due, target, earned }
}

export const weightOf = (units: readonly PlannedUnit[]): number => units.reduce((sum, { weight }) => sum + weight, 0)
