/** Progress of a learner or a group along a roadmap: units done and points, as exact sums (design 4.1). Only views round them. */
import type { Completion } from './completion.ts'
import { stagePoints, type Unit, unitKey, unitsOf } from './points.ts'
import type { Roadmap, Stage } from './roadmap.ts'

/** The units of a roadmap that a learner has done, and the items that do not apply to them. */
export type CompletedWork = {
  /** Keys of units (`unitKey`). */
  done: ReadonlySet<string>
  /** Ids of items. */
  skipped: ReadonlySet<string>
}

/** A completed item counts although it was skipped before; after an undo it is skipped again. */
export const completedWorkOf = (completions: readonly Completion[], skipped: Iterable<string>): CompletedWork => {
  const items = new Set(completions.map(({ itemId }) => itemId))
  return {
    done: new Set(completions.map(({ itemId, part }) => unitKey(itemId, part))),
    skipped: new Set([...skipped].filter((itemId) => !items.has(itemId))),
  }
}

export type Progress = {
  /** Points. */
  earned: number
  /** The points that can be earned: everything but skipped items. */
  available: number
  /** Every unit is done, also those that are worth no points. */
  finished: boolean
}

/** The progress of a group's counted members together. */
export type GroupProgress = { overall: Progress; stages: readonly Progress[] }

/** With fewer people, a sum could reveal what one of them did. */
const minCounted = 3

export const isDone = ({ item, part }: Unit, { done }: CompletedWork): boolean => done.has(unitKey(item.id, part))

/** Progress over some units, such as those of a roadmap or a stage. */
export const progressOver = (units: readonly Unit[], work: CompletedWork): Progress => {
  const counted = units.filter(({ item }) => !work.skipped.has(item.id))
  const available = sumOf(counted)
  const earned = sumOf(counted.filter((unit) => isDone(unit, work)))
  const finished = counted.length > 0 && counted.every((unit) => isDone(unit, work))
  return { earned, available, finished }
}

export const progressOf = (roadmap: Roadmap, work: CompletedWork): Progress => progressOver(unitsOf(roadmap), work)

/** The progress in each stage, in the order of the stages. */
export const stageProgress = (roadmap: Roadmap, work: CompletedWork): Progress[] =>
  roadmap.stages.map((stage) => progressOver(unitsOfStage(roadmap, stage), work))

/** The progress of the counted members (present, and not hidden) together; undefined for fewer than three. */
export const groupProgressOf = (roadmap: Roadmap, works: readonly CompletedWork[]): GroupProgress | undefined => {
  if (works.length < minCounted) return undefined
  const byStage = works.map((work) => stageProgress(roadmap, work))
  return {
    overall: sumOfProgress(works.map((work) => progressOf(roadmap, work))),
    stages: roadmap.stages.map((_, at) => sumOfProgress(byStage.flatMap((stages) => stages[at] ?? []))),
  }
}

const sumOfProgress = (all: readonly Progress[]): Progress => ({
  earned: all.reduce((sum, { earned }) => sum + earned, 0),
  available: all.reduce((sum, { available }) => sum + available, 0),
  finished: all.every(({ finished }) => finished),
})

export const unitsOfStage = (roadmap: Roadmap, stage: Stage): Unit[] =>
  unitsOf(roadmap).filter(({ item }) => item.stage === stage)

export const unitsOfItem = (roadmap: Roadmap, itemId: string): Unit[] =>
  unitsOf(roadmap).filter(({ item }) => item.id === itemId)

/** At most a fifth of a stage's points can be skipped (design 3, `skip`): whether this item fits in with those skipped already. */
export const maySkip = (roadmap: Roadmap, stage: Stage, itemId: string, { skipped }: CompletedWork): boolean => {
  const leftOut = unitsOfStage(roadmap, stage).filter(({ item }) => item.id === itemId || skipped.has(item.id))
  return 5 * sumOf(leftOut) <= stagePoints(stage)
}

/** Completions of items that the roadmap's file no longer has: stored, worth no points, shown as retired. */
export const retired = (roadmap: Roadmap, completions: readonly Completion[]): Completion[] => {
  const known = new Set(unitsOf(roadmap).map(({ item, part }) => unitKey(item.id, part)))
  return completions.filter(({ itemId, part }) => !known.has(unitKey(itemId, part)))
}

const sumOf = (units: readonly Unit[]) => units.reduce((sum, { points }) => sum + points, 0)
