/** Gathers the data for the post after a group's last week. */

import { dateAt, type Instant, mondayOf } from '../core/calendar.ts'
import { closedBy } from '../core/closed-week.ts'
import { type Group, isNamed } from '../core/group.ts'
import { scoresOf, takesPart } from '../core/leaderboard.ts'
import { unitKey, unitsOf } from '../core/points.ts'
import { groupProgressOf, progressOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { EndViewModel } from '../core/view-models.ts'
import type { Readers } from '../ports/database.ts'
import { liveRows } from './board.ts'
import { progressOfMembers } from './member-progress.ts'

type EndOptions = { group: Group; roadmap: Roadmap; now: Instant }

export const endViewModel = async ({ group, roadmap, now }: EndOptions, reads: Readers): Promise<EndViewModel> => {
  const members = await reads.membersOf(group.id)
  const groupContext = { group, roadmap, members, now, today: dateAt(now, group.zone) }
  // Hidden members are not counted, not even in a sum.
  const counted = await progressOfMembers(groupContext, members.filter(takesPart), reads)
  const [storedWeeks, scoredUnits] = await Promise.all([reads.closedWeeksOf(group.id), reads.scoredUnitsOf(group.id)])
  const closedWeeks = closedBy(group, storedWeeks, now)
  const completions = counted.flatMap((memberProgress) => memberProgress.completions)
  const kindOf = new Map(unitsOf(roadmap).map(({ item, part }) => [unitKey(item.id, part), item.kind]))
  const kinds = completions.flatMap(({ itemId, part }) => kindOf.get(unitKey(itemId, part)) ?? [])
  const scored = counted.flatMap(({ member, completions: own }) =>
    scoresOf(roadmap, member, own, { closedWeeks, scoredUnits }),
  )
  const weeks = [...Map.groupBy(scored, ({ day }) => mondayOf(day).toString())].map(([, scores]) => ({
    week: mondayOf(scores[0]?.day ?? groupContext.today),
    points: scores.reduce((sum, { points }) => sum + points, 0),
  }))
  const best = weeks.toSorted((a, b) => b.points - a.points).at(0)
  const finishers = counted.filter(({ work }) => progressOf(roadmap, work).finished).map(({ member }) => member)
  // Members without a name are not even counted: in a small group, a number could reveal them.
  const finished = finishers.filter(({ learner }) => isNamed(learner)).map(({ name }) => name)
  const progress = groupProgressOf(
    roadmap,
    counted.map(({ work }) => work),
  )
  const rows = liveRows(groupContext, {}, { closedWeeks, completions, scoredUnits })
  const totals = progress && {
    progress: progress.overall,
    points: rows.reduce((sum, { points }) => sum + points, 0),
    done: {
      skill: kinds.filter((kind) => kind === 'skill').length,
      course: kinds.filter((kind) => kind === 'course').length,
      project: kinds.filter((kind) => kind === 'project').length,
    },
    ...(best && { best }),
  }
  return { group, roadmap, rows, members: counted.length, finished, ...(totals && { totals }) }
}
