/** The points of units (design 4.1): whole numbers that sum exactly to 100 points a week of a stage's longest duration. */
import { type Item, itemsOf } from './item.ts'
import type { Roadmap, Stage } from './roadmap.ts'

/** The smallest thing that can be completed: a skill, a project, or one week of a course. It scores once. */
export type Unit = {
  item: Item
  /** Counted from 1; a skill or project has one part. */
  part: number
  parts: number
  points: number
}

/** The key that a completion and its unit share. */
export const unitKey = (itemId: string, part: number): string => `${itemId}#${part}`

/** How a control names a unit: by its item alone, where that has one part. */
export const unitId = ({ item, part, parts }: Unit): string => (parts > 1 ? unitKey(item.id, part) : item.id)

const pointsPerWeek = 100

/** How a stage's points are shared among the kinds; the share of an absent kind goes to the others in proportion. */
const shares = { course: 40, project: 40, skill: 20 } as const

/** Whole numbers in proportion to the weights that sum exactly to the total; the largest remainders round up, earlier ones first. */
export const largestRemainder = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((whole, weight) => whole + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const floors = weights.map((weight) => Math.floor((total * weight) / sum))
  // Remainders as whole numbers, so that equal ones compare as equal.
  const remainders = weights.map((weight) => (total * weight) % sum)
  const left = total - floors.reduce((whole, floor) => whole + floor, 0)
  const roundedUp = remainders
    .map((remainder, at) => ({ remainder, at }))
    .toSorted((a, b) => b.remainder - a.remainder || a.at - b.at)
    .slice(0, left)
  for (const { at } of roundedUp) floors[at] = (floors[at] ?? 0) + 1
  return floors
}

/** A stage's points: 100 for each week of its longest duration. */
export const stagePoints = (stage: Stage): number => pointsPerWeek * stage.weeks.max

const unitLists = new WeakMap<Roadmap, readonly Unit[]>()

/** All units of a roadmap, stage by stage; computed once for each roadmap. */
export const unitsOf = (roadmap: Roadmap): readonly Unit[] => {
  const known = unitLists.get(roadmap)
  if (known) return known
  const items = itemsOf(roadmap)
  const units = roadmap.stages.flatMap((stage) =>
    stageUnits(
      stage,
      items.filter((item) => item.stage === stage),
    ),
  )
  unitLists.set(roadmap, units)
  return units
}

const stageUnits = (stage: Stage, items: readonly Item[]): Unit[] => {
  const kinds = (['skill', 'course', 'project'] as const).filter((kind) => items.some((item) => item.kind === kind))
  const kindPoints = largestRemainder(
    stagePoints(stage),
    kinds.map((kind) => shares[kind]),
  )
  return kinds.flatMap((kind, at) => {
    const ofKind = items.filter((item) => item.kind === kind)
    const itemPoints = largestRemainder(
      kindPoints[at] ?? 0,
      ofKind.map((item) => item.weeks),
    )
    return ofKind.flatMap((item, index) => {
      const partPoints = largestRemainder(
        itemPoints[index] ?? 0,
        Array.from({ length: item.weeks }, () => 1),
      )
      return partPoints.map((points, part) => ({ item, part: part + 1, parts: item.weeks, points }))
    })
  })
}
