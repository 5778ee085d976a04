/** The kind of a group's weekly post, from its schedule (design 4.7). */
import { isBefore, type PlainDate } from './calendar.ts'
import { endOf, positionIn, type Schedule, totalWeeks } from './schedule.ts'

/** `week`: a week of a stage; `end`: the roadmap is finished; `none`: there is no post, as before the start. */
export type WeeklyPostKind = 'week' | 'end' | 'paused' | 'none'

/** The kind for a week. `endAnnounced` is the latest week whose post announced the end. */
export const weeklyPostKind = (schedule: Schedule, week: PlainDate, endAnnounced?: PlainDate): WeeklyPostKind => {
  const position = positionIn(schedule, week)
  const isThrough = position.index >= totalWeeks(schedule.roadmap, schedule.tempo)
  if (position.kind === 'stage') return 'week'
  if (position.kind === 'paused') return isThrough ? 'none' : 'paused'
  if (position.kind === 'before') return 'none'
  const end = endOf(schedule)
  // Announced once for each end: a schedule that was moved since has another.
  const isAnnounced = end !== undefined && endAnnounced !== undefined && !isBefore(endAnnounced, end)
  return isAnnounced ? 'none' : 'end'
}
