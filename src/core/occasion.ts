/** What a group's weekly post is for, from its schedule (design 4.7). */
import { isBefore, type PlainDate } from './calendar.ts'
import { endOf, placeOf, type Schedule, totalWeeks } from './schedule.ts'

/** `week`: a week of a stage; `end`: the roadmap is through; `none`: there is nothing to say, as before the start. */
export type Occasion = 'week' | 'end' | 'paused' | 'none'

/** The occasion of a week. `endTold` is the latest week in which the group was told of its end. */
export const occasionOf = (schedule: Schedule, week: PlainDate, endTold?: PlainDate): Occasion => {
  const place = placeOf(schedule, week)
  const isThrough = place.index >= totalWeeks(schedule.roadmap, schedule.tempo)
  if (place.kind === 'stage') return 'week'
  if (place.kind === 'paused') return isThrough ? 'none' : 'paused'
  if (place.kind === 'before') return 'none'
  const end = endOf(schedule)
  // Told once for each end: a schedule that was moved since has another.
  const wasTold = end !== undefined && endTold !== undefined && !isBefore(endTold, end)
  return wasTold ? 'none' : 'end'
}
