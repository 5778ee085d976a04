/** What there is to tell of a group that is through with its roadmap. */
import type { Reads } from '../bot/store.ts'
import { dateAt, type Instant, mondayOf } from '../core/calendar.ts'
import { closedBy } from '../core/closing.ts'
import type { EndFacts } from '../core/facts.ts'
import { type Group, isNamed } from '../core/group.ts'
import { scoresOf, takesPart } from '../core/leaderboard.ts'
import { unitKey, unitsOf } from '../core/points.ts'
import { groupProgressOf, progressOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { liveRows } from './board.ts'
import { standingsOf } from './standing.ts'

type Asked = { group: Group; roadmap: Roadmap; now: Instant }

export const endFacts = async ({ group, roadmap, now }: Asked, reads: Reads): Promise<EndFacts> => {
  const members = await reads.membersOf(group.id)
  const scene = { group, roadmap, members, now, today: dateAt(now, group.zone) }
  // What hidden members did is not told, not even in a sum.
  const counted = await standingsOf(scene, members.filter(takesPart), reads)
  const [written, paid] = await Promise.all([reads.closingsOf(group.id), reads.paidOf(group.id)])
  const closings = closedBy(group, written, now)
  const completions = counted.flatMap((standing) => standing.completions)
  const kindOf = new Map(unitsOf(roadmap).map(({ item, part }) => [unitKey(item.id, part), item.kind]))
  const kinds = completions.flatMap(({ itemId, part }) => kindOf.get(unitKey(itemId, part)) ?? [])
  const scored = counted.flatMap(({ member, completions: own }) => scoresOf(roadmap, member, own, { closings, paid }))
  const weeks = [...Map.groupBy(scored, ({ day }) => mondayOf(day).toString())].map(([, together]) => ({
    week: mondayOf(together[0]?.day ?? scene.today),
    points: together.reduce((sum, { points }) => sum + points, 0),
  }))
  const best = weeks.toSorted((a, b) => b.points - a.points).at(0)
  const finishers = counted.filter(({ work }) => progressOf(roadmap, work).finished).map(({ member }) => member)
  // Of others not even how many: in a small group, they could be made out.
  const finished = finishers.filter(({ learner }) => isNamed(learner)).map(({ name }) => name)
  const progress = groupProgressOf(
    roadmap,
    counted.map(({ work }) => work),
  )
  const rows = liveRows(scene, {}, { closings, completions, paid })
  const together = progress && {
    progress: progress.overall,
    points: rows.reduce((sum, { points }) => sum + points, 0),
    done: {
      skill: kinds.filter((kind) => kind === 'skill').length,
      course: kinds.filter((kind) => kind === 'course').length,
      project: kinds.filter((kind) => kind === 'project').length,
    },
    ...(best && { best }),
  }
  return { group, roadmap, rows, members: counted.length, finished, ...(together && { together }) }
}
