/** Which unit belongs to which week (design 4.3). It depends on the roadmap and the tempo only: pauses move weeks, not plans. */
import type { Tempo } from './group.ts'
import { stagePoints, type Unit, unitsOf } from './points.ts'
import type { Roadmap } from './roadmap.ts'
import { stageWeeks } from './schedule.ts'

export type PlannedUnit = Unit & {
  /** The index of its week among all weeks of the schedule, from 0. */
  week: number
  /** How much of a week's work it is: its stage's weeks in proportion to its points (design 4.4). */
  weight: number
}

const plans = new WeakMap<Roadmap, Map<Tempo, readonly PlannedUnit[]>>()

/** Every unit with its week, in the order of weeks. */
export const planOf = (roadmap: Roadmap, tempo: Tempo): readonly PlannedUnit[] => {
  const known = plans.get(roadmap) ?? new Map<Tempo, readonly PlannedUnit[]>()
  plans.set(roadmap, known)
  const plan = known.get(tempo) ?? makePlan(roadmap, tempo)
  known.set(tempo, plan)
  return plan
}

const makePlan = (roadmap: Roadmap, tempo: Tempo): PlannedUnit[] => {
  const units = unitsOf(roadmap)
  let first = 0
  const planned = stageWeeks(roadmap, tempo).flatMap((weeks, index) => {
    const stage = units.filter(({ item }) => item.stageNumber === index + 1)
    const start = first
    first += weeks
    return planStage(stage, weeks).map((unit) => ({ ...unit, week: unit.week + start }))
  })
  return planned.toSorted((a, b) => a.week - b.week)
}

/** A stage's units over its weeks (from 0): skills and course parts over all but the last, which is for a project and catching up. */
const planStage = (units: readonly Unit[], weeks: number): PlannedUnit[] => {
  const weigh = (unit: Unit, week: number) => ({
    ...unit,
    week,
    weight: (weeks * unit.points) / stagePoints(unit.item.stage),
  })
  const spread = Math.max(1, weeks - 1)
  const early = (kind: readonly Unit[]) => kind.map((unit, at) => weigh(unit, Math.floor((at * spread) / kind.length)))
  const skills = units.filter(({ item }) => item.kind === 'skill')
  const parts = units.filter(({ item }) => item.kind === 'course').toSorted((a, b) => hardness(a) - hardness(b))
  const projects = units.filter(({ item }) => item.kind === 'project')
  return [
    ...early(skills),
    ...early(parts),
    ...projects.map((unit, at) => weigh(unit, Math.ceil(((at + 1) * weeks) / projects.length) - 1)),
  ]
}

/** Easy to hard: "Beginner" 0, "Beginner to Intermediate" 1, "Intermediate" 2, "Intermediate to Advanced" 3, "Advanced" 4; others stay in between. */
const hardness = ({ item: { level = '' } }: Unit): number => {
  const named = ['beginner', 'intermediate', 'advanced'].flatMap((word, at) =>
    level.toLowerCase().includes(word) ? [at] : [],
  )
  return named.length === 0 ? 2 : (named[0] ?? 1) + (named.at(-1) ?? 1)
}
