/** The work of this week for one learner (design 4.3), and the work that would make up for being behind. `pace.ts` says how much is due. */
import type { Item } from './item.ts'
import {
  duePlan,
  type LearnerSchedule,
  listedPlan,
  type OwnUnit,
  paceOf,
  thisWeek,
  tolerance,
  weightOf,
} from './pace.ts'
import { type PlannedUnit, planOf } from './plan.ts'
import { isDone } from './progress.ts'

/** One thing to do: a skill, a project, or the first open parts of a course. */
export type Focus = {
  item: Item
  units: readonly PlannedUnit[]
  /** `before`: open since a week that is over. `optional`: the rest of a course that was begun, and not due. */
  from: 'before' | 'this week' | 'optional'
}

export type WeekPlan = {
  focus: readonly Focus[]
  /** After these, for learners who want more. */
  optional: readonly Focus[]
  /** How many other things are open. */
  more: number
}

/** All that is offered, in the order in which it is shown. */
export const focusItemsIn = ({ focus, optional }: WeekPlan): Focus[] => [...focus, ...optional]

const maxItems = 5
const maxBefore = 2

/** At most five things for this week: the two oldest that are open from before, this week's, and optional ones. */
export const weekPlan = (learnerSchedule: LearnerSchedule): WeekPlan => {
  const { index, running } = thisWeek(learnerSchedule)
  const isNow = ({ week }: PlannedUnit) => running && week === index
  const isByNow = (unit: PlannedUnit) => unit.week < index || isNow(unit)
  const open = listedPlan(learnerSchedule).filter((unit) => unit.state === 'open' && isByNow(unit))
  const allBefore = itemsIn(open.filter(({ week }) => week < index))
  const before = allBefore.slice(0, maxBefore)
  const now = itemsIn(open.filter(isNow)).filter((item) => !before.includes(item))
  // For a course: as many parts as are planned for this week, at least one, and no more than should be done by now.
  const focusOn = (item: Item, from: Focus['from']): Focus => {
    const planned = Math.max(1, unitsFor(item, learnerSchedule).filter(isNow).length)
    const missing = open.filter((unit) => unit.item === item).length
    return { item, from, units: firstOpen(item, Math.min(planned, missing), learnerSchedule) }
  }
  const focus = [
    ...before.map((item) => focusOn(item, 'before')),
    ...now.slice(0, maxItems - before.length).map((item) => focusOn(item, 'this week')),
  ]
  const more = new Set([...allBefore, ...now]).size - focus.length
  const isShown = (item: Item) => focus.some((each) => each.item === item)
  const optional = more > 0 ? [] : begunCourses(learnerSchedule, isByNow).filter(({ item }) => !isShown(item))
  return { focus, optional: optional.slice(0, maxItems - focus.length), more }
}

/** The next part of each course that was begun and has an open part planned for this week or earlier. */
const begunCourses = (learnerSchedule: LearnerSchedule, isByNow: (unit: PlannedUnit) => boolean): Focus[] => {
  const { schedule, work } = learnerSchedule
  const plan = planOf(schedule.roadmap, schedule.tempo)
  const begun = new Set(plan.filter((unit) => isDone(unit, work)).map(({ item }) => item))
  const open = plan.filter((unit) => begun.has(unit.item) && isByNow(unit) && !isDone(unit, work))
  return itemsIn(open).map((item) => ({ item, from: 'optional', units: firstOpen(item, 1, learnerSchedule) }))
}

/** The oldest open things that together make up for being behind; none when not behind. */
export const unitsToCatchUp = (learnerSchedule: LearnerSchedule): Focus[] => {
  const { status, weeks } = paceOf(learnerSchedule)
  if (status !== 'behind') return []
  const { index } = thisWeek(learnerSchedule)
  const missing: OwnUnit[] = []
  for (const unit of duePlan(learnerSchedule)) {
    if (unit.week >= index || weightOf(missing) >= weeks - tolerance) break
    if (unit.state === 'open') missing.push(unit)
  }
  // For a course: its first open parts, whichever are due, because earlier parts cover later ones.
  return [...Map.groupBy(missing, ({ item }) => item)].map(([item, own]) => ({
    item,
    from: 'before',
    units: firstOpen(item, own.length, learnerSchedule),
  }))
}

const firstOpen = (item: Item, count: number, learnerSchedule: LearnerSchedule): PlannedUnit[] =>
  unitsFor(item, learnerSchedule)
    .filter((unit) => !isDone(unit, learnerSchedule.work))
    .slice(0, count)

const unitsFor = (item: Item, { schedule }: LearnerSchedule): PlannedUnit[] =>
  planOf(schedule.roadmap, schedule.tempo).filter((unit) => unit.item === item)

/** In the order of the units, each once. */
const itemsIn = (units: readonly PlannedUnit[]): Item[] => [...new Set(units.map(({ item }) => item))]
