/** Whether a learner keeps up with the plan, in weeks (design 4.4), and what this week is for (4.3). */
import { mondayOf, type PlainDate } from './calendar.ts'
import type { Item } from './item.ts'
import { type PlannedUnit, planOf } from './plan.ts'
import { isDone, type Work } from './progress.ts'
import { isPaused, type Schedule, weekIndex } from './schedule.ts'

/** A learner on a schedule. The schedule's pauses are the group's and the learner's own weeks away. */
export type Course = {
  schedule: Schedule
  joinedOn: PlainDate
  work: Work
  today: PlainDate
}

export type Pace = {
  status: 'behind' | 'on track' | 'ahead'
  /** How far behind or ahead; 0 on track. */
  weeks: number
  /** Work of closed weeks, since joining. */
  due: number
  /** With this week's. */
  target: number
  /** Work that is done, of all that is planned since joining. */
  earned: number
}

/** Sums of fractions of weeks differ from each other by less than this when they are equal. */
const tolerance = 1e-9

/** Everything that counts for this learner's pace: planned in or after the week of joining, and not skipped. Earlier units are backlog. */
export const ownPlan = ({ schedule, joinedOn, work }: Course): PlannedUnit[] => {
  const joined = weekIndex(schedule, mondayOf(joinedOn))
  return planOf(schedule.roadmap, schedule.tempo).filter(
    ({ week, item }) => week >= joined && !work.skipped.has(item.id),
  )
}

/** The index of this week, and whether work is planned for it: not before the start, and not in a pause. */
const thisWeek = ({ schedule, today }: Course) => {
  const monday = mondayOf(today)
  const running = monday.until(schedule.start).sign <= 0 && !isPaused(schedule.pauses, monday)
  return { index: weekIndex(schedule, monday), running }
}

export const paceOf = (course: Course): Pace => {
  const plan = ownPlan(course)
  const { index, running } = thisWeek(course)
  const due = weightOf(plan.filter(({ week }) => week < index))
  const target = due + (running ? weightOf(plan.filter(({ week }) => week === index)) : 0)
  const earned = weightOf(plan.filter((unit) => isDone(unit, course.work)))
  if (earned < due - tolerance) return { status: 'behind', weeks: due - earned, due, target, earned }
  if (earned > target + tolerance) return { status: 'ahead', weeks: earned - target, due, target, earned }
  return { status: 'on track', weeks: 0, due, target, earned }
}

/** What to do as one thing: an item, or the parts of a course that belong together. */
export type Focus = {
  item: Item
  units: readonly PlannedUnit[]
  /** From a week that is over. */
  leftOver: boolean
}

const mostFocus = 5
const mostLeftOver = 2

/** At most five things for this week: the two oldest that are left over, then this week's; and how many found no room. */
export const weekPlan = (course: Course): { focus: Focus[]; more: number } => {
  const { index, running } = thisWeek(course)
  const open = ownPlan(course).filter((unit) => !isDone(unit, course.work))
  const leftOver = grouped(
    open.filter(({ week }) => week < index),
    true,
  )
  const own = running
    ? grouped(
        open.filter(({ week }) => week === index),
        false,
      )
    : []
  const focus = [...leftOver.slice(0, mostLeftOver), ...own].slice(0, mostFocus)
  return { focus, more: leftOver.length + own.length - focus.length }
}

/** The oldest left-over units that together make up for being behind; none when not behind. */
export const toBeLevel = (course: Course): Focus[] => {
  const pace = paceOf(course)
  const { index } = thisWeek(course)
  const missing: PlannedUnit[] = []
  for (const unit of ownPlan(course)) {
    if (unit.week >= index || weightOf(missing) >= pace.weeks - tolerance) break
    if (!isDone(unit, course.work)) missing.push(unit)
  }
  return pace.status === 'behind' ? grouped(missing, true) : []
}

/** Units of one item in one week are one thing. */
const grouped = (units: readonly PlannedUnit[], leftOver: boolean): Focus[] => {
  const groups = Map.groupBy(units, ({ item, week }) => `${week} ${item.id}`)
  return [...groups.values()].flatMap((together) =>
    together[0] ? [{ item: together[0].item, units: together, leftOver }] : [],
  )
}

const weightOf = (units: readonly PlannedUnit[]) => units.reduce((sum, { weight }) => sum + weight, 0)
