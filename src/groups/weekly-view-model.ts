/** Gathers the data of a group's weekly post, for the post itself and for its preview. */

import { dateAt, type Instant, isBefore, mondayOf, type PlainDate } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { takesPart } from '../core/leaderboard.ts'
import { groupProgressOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { positionIn } from '../core/schedule.ts'
import type { WeeklyViewModel } from '../core/view-models.ts'
import type { Readers } from '../ports/database.ts'
import { boardOf } from './board.ts'
import { progressOfMembers, scheduleOf } from './member-progress.ts'

type WeeklyOptions = { group: Group; roadmap: Roadmap; week: PlainDate; now: Instant }

/** The data for a week as of an instant, which may be in the future. */
export const weeklyViewModel = async (
  { group, roadmap, week, now }: WeeklyOptions,
  reads: Readers,
): Promise<WeeklyViewModel> => {
  const members = await reads.membersOf(group.id)
  const groupContext = { group, roadmap, members, now, today: dayIn(week, now, group.zone) }
  // In parallel, so that the store can batch the statements.
  const [board, progressOfAll] = await Promise.all([
    boardOf(groupContext, 'last', reads),
    progressOfMembers(groupContext, members.filter(takesPart), reads),
  ])
  const progress = groupProgressOf(
    roadmap,
    progressOfAll.map(({ work }) => work),
  )
  // A paused week is left out, unless somebody completed something in it.
  const before = positionIn(scheduleOf(group, roadmap), week.subtract({ weeks: 1 })).kind
  const showsLast = before === 'stage' || (before !== 'before' && board.rows.length > 0)
  return {
    group,
    roadmap,
    week,
    ...(showsLast && { last: board.rows }),
    ...(progress && { progress: progress.overall }),
  }
}

/** The day whose state the post shows: the post may be late, and the next week may have begun. */
const dayIn = (week: PlainDate, now: Instant, zone: string): PlainDate => {
  const today = dateAt(now, zone)
  return mondayOf(today).equals(week) ? today : week.add({ days: isBefore(today, week) ? 0 : 6 })
}
