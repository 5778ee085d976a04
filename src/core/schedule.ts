/** The position of a group in its roadmap (design 4.2): stages follow each other week by week; a paused week belongs to none and moves all later ones. */
import { isBefore, mondayOf, type PlainDate, weeksBetween } from './calendar.ts'
import type { Group, Member, Pause, Tempo } from './group.ts'
import type { Roadmap } from './roadmap.ts'

export type Schedule = {
  roadmap: Roadmap
  tempo: Tempo
  /** A Monday. */
  start: PlainDate
  pauses: readonly Pause[]
}

/** The position of a week. `index` counts the weeks that are not paused, from 0; of a paused week, it is that of the next one. */
export type SchedulePosition =
  | { kind: 'before'; index: number }
  | { kind: 'paused'; index: number }
  | { kind: 'after'; index: number }
  | { kind: 'stage'; index: number; stageNumber: number; week: number; weeks: number }

/** How many weeks each stage takes: its longest, its shortest, or the length that ends it at the mean of both so far, rounded half up. */
export const stageWeeks = ({ stages }: Roadmap, tempo: Tempo): number[] => {
  if (tempo === 'relaxed') return stages.map(({ weeks }) => weeks.max)
  if (tempo === 'fast') return stages.map(({ weeks }) => weeks.min)
  let both = 0
  let ended = 0
  return stages.map(({ weeks }) => {
    both += weeks.min + weeks.max
    const end = Math.floor((both + 1) / 2)
    const length = end - ended
    ended = end
    return length
  })
}

export const totalWeeks = (roadmap: Roadmap, tempo: Tempo): number =>
  stageWeeks(roadmap, tempo).reduce((sum, weeks) => sum + weeks, 0)

/** The position of the week that a date is in. */
export const positionIn = (schedule: Schedule, date: PlainDate): SchedulePosition => {
  const monday = mondayOf(date)
  if (isBefore(monday, schedule.start)) return { kind: 'before', index: 0 }
  const index = weekIndex(schedule, monday)
  if (isPaused(schedule.pauses, monday)) return { kind: 'paused', index }
  let first = 0
  for (const [at, weeks] of stageWeeks(schedule.roadmap, schedule.tempo).entries()) {
    if (index < first + weeks) return { kind: 'stage', index, stageNumber: at + 1, week: index - first + 1, weeks }
    first += weeks
  }
  return { kind: 'after', index }
}

/** How many weeks that are not paused lie between the start and a Monday; 0 before the start. */
export const weekIndex = ({ start, pauses }: Schedule, monday: PlainDate): number => {
  if (isBefore(monday, start)) return 0
  const paused = merged(pauses).reduce((sum, pause) => {
    const from = isBefore(pause.from, start) ? start : pause.from
    const until = pause.until === undefined || isBefore(monday, pause.until) ? monday : pause.until
    return sum + Math.max(0, weeksBetween(from, until))
  }, 0)
  return weeksBetween(start, monday) - paused
}

export const isPaused = (pauses: readonly Pause[], monday: PlainDate): boolean =>
  pauses.some(({ from, until }) => !isBefore(monday, from) && (until === undefined || isBefore(monday, until)))

/** The Monday of the week with this index; undefined where it lies after a pause that has no end yet. */
export const mondayOfWeek = ({ start, pauses }: Schedule, index: number): PlainDate | undefined => {
  let monday = start.add({ weeks: index })
  for (const { from, until } of merged(pauses)) {
    if (isBefore(monday, from)) break
    if (until === undefined) return undefined
    monday = monday.add({ weeks: Math.max(0, weeksBetween(isBefore(from, start) ? start : from, until)) })
  }
  return monday
}

/** The day after the last week: a Monday. Undefined while a pause has no end. */
export const endOf = (schedule: Schedule): PlainDate | undefined =>
  mondayOfWeek(schedule, totalWeeks(schedule.roadmap, schedule.tempo) - 1)?.add({ weeks: 1 })

/** Pauses in order, those that touch or overlap as one; so it joins a learner's own weeks away and the group's pauses. */
export const merged = (pauses: readonly Pause[]): Pause[] => {
  const result: Pause[] = []
  for (const pause of pauses.toSorted((a, b) => weeksBetween(b.from, a.from))) {
    const last = result.at(-1)
    const touches = last !== undefined && (last.until === undefined || !isBefore(last.until, pause.from))
    if (!touches) result.push(pause)
    else if (last.until !== undefined && (pause.until === undefined || isBefore(last.until, pause.until))) {
      result[result.length - 1] =
        pause.until === undefined ? { from: last.from } : { from: last.from, until: pause.until }
    }
  }
  return result
}

/**
 * The pauses on a member's own schedule: the group's, and the weeks away since the latest joining. Weeks away before that are left
 * out: they moved nothing in this group's plan, and would turn its earlier weeks into missing work (design 4.4).
 */
export const ownPauses = (
  { pauses }: Pick<Group, 'pauses'>,
  { planFrom, learner }: Pick<Member, 'planFrom' | 'learner'>,
): Pause[] => {
  const joined = mondayOf(planFrom)
  const since = learner.away.flatMap((away) => {
    if (away.until !== undefined && !isBefore(joined, away.until)) return []
    return [isBefore(away.from, joined) ? { ...away, from: joined } : away]
  })
  return merged([...pauses, ...since])
}
