/** A fair board (design 4.5): points since joining, in a period; ties share a rank; nobody is shown as last of many. */
import { isBefore, memoizeByDay, mondayOf, type PlainDate } from './calendar.ts'
import { type ClosedWeek, scoringDay } from './closed-week.ts'
import type { Completion } from './completion.ts'
import type { Member } from './group.ts'
import { unitKey, unitsOf } from './points.ts'
import type { Roadmap } from './roadmap.ts'

export const periods = ['week', 'last', 'month', 'all'] as const
export type Period = (typeof periods)[number]

/** The first day of a period and the first after it. */
export type DateRange = { from?: PlainDate; until?: PlainDate }

export const dateRangeOf = (period: Period, today: PlainDate): DateRange => {
  const monday = mondayOf(today)
  if (period === 'week') return { from: monday, until: monday.add({ weeks: 1 }) }
  if (period === 'last') return { from: monday.subtract({ weeks: 1 }), until: monday }
  if (period === 'month') return { from: today.with({ day: 1 }), until: today.with({ day: 1 }).add({ months: 1 }) }
  return {}
}

/** A completion with its points and the day on which they score. */
export type ScoredCompletion = { completion: Completion; points: number; day: PlainDate }

/** A unit that scored on a closed board and was undone afterwards: a unit scores once, so it scores no more. */
export type ScoredUnit = { learnerId: string; unit: string }

/** The scores of a member's completions; none for a unit that is retired, known before, scored already or done before joining. */
export const scoresOf = (
  roadmap: Roadmap,
  member: Pick<Member, 'joinedOn'>,
  completions: readonly Completion[],
  { closedWeeks, scoredUnits }: { closedWeeks: readonly ClosedWeek[]; scoredUnits: readonly ScoredUnit[] },
): ScoredCompletion[] => {
  const points = pointsByKey(roadmap)
  const isTooEarly = memoizeByDay((day) => isBefore(day, member.joinedOn))
  return completions.flatMap((completion) => {
    const unit = unitKey(completion.itemId, completion.part)
    if (scoredUnits.some((earlier) => earlier.unit === unit && earlier.learnerId === completion.learnerId)) return []
    const worth = points.get(unit) ?? 0
    const counts = worth > 0 && !completion.known && !isTooEarly(completion.on)
    return counts ? [{ completion, points: worth, day: scoringDay(completion, closedWeeks) }] : []
  })
}

export const isWithin = (day: PlainDate, { from, until }: DateRange): boolean =>
  (from === undefined || !isBefore(day, from)) && (until === undefined || isBefore(day, until))

/** A learner's points in a period. */
export type Score = { learnerId: string; name: string; points: number }

export type Row = Score & { rank: number; tied: boolean }

/** Standard competition ranking: 1, 1, 3. Zero points are not ranked; tied rows are in the order of names. */
export const ranked = (scores: readonly Score[]): Row[] => {
  const scoring = scores
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || a.name.localeCompare(b.name) || a.learnerId.localeCompare(b.learnerId))
  return scoring.map((score) => ({
    ...score,
    rank: 1 + scoring.findIndex(({ points }) => points === score.points),
    tied: scoring.filter(({ points }) => points === score.points).length > 1,
  }))
}

/** The rows that a channel shows: the upper half, at least 3 and at most 10. */
export const shownRows = <R>(rows: readonly R[]): R[] =>
  rows.slice(0, Math.min(10, Math.max(3, Math.ceil(rows.length / 2))))

/** Everybody who takes part: present members who do not hide. */
export const takesPart = ({ leftOn, learner }: Member): boolean =>
  leftOn === undefined && learner.visibility !== 'hidden'

const pointMaps = new WeakMap<Roadmap, ReadonlyMap<string, number>>()

const pointsByKey = (roadmap: Roadmap): ReadonlyMap<string, number> => {
  const known = pointMaps.get(roadmap)
  if (known) return known
  const points = new Map(unitsOf(roadmap).map(({ item, part, points: worth }) => [unitKey(item.id, part), worth]))
  pointMaps.set(roadmap, points)
  return points
}
