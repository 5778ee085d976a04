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
import { presentMembers } from './scene.ts'
import { standingsOf } from './standing.ts'

type Asked = { group: Group; roadmap: Roadmap; now: Instant }

export const endFacts = async ({ group, roadmap, now }: Asked, reads: Reads): Promise<EndFacts> => {
  const members = await reads.membersOf(group.id)
  const scene = { group, roadmap, members, now, today: dateAt(now, group.zone) }
  const present = presentMembers(members)
  const standings = await standingsOf(scene, present, reads)
  const [written, paid] = await Promise.all([reads.closingsOf(group.id), reads.paidOf(group.id)])
  const closings = closedBy(group, written, now)
  // What hidden members did is not told, not even in a sum.
  const counted = standings.filter(({ member }) => takesPart(member))
  const completions = counted.flatMap((standing) => standing.completions)
  const kindOf = new Map(unitsOf(roadmap).map(({ item, part }) => [unitKey(item.id, part), item.kind]))
  const kinds = completions.flatMap(({ itemId, part }) => kindOf.get(unitKey(itemId, part)) ?? [])
  const scored = counted.flatMap(({ member, completions: own }) => scoresOf(roadmap, member, own, { closings, paid }))
  const weeks = [...Map.groupBy(scored, ({ day }) => mondayOf(day).toString())].map(([, together]) => ({
    week: mondayOf(together[0]?.day ?? scene.today),
    points: together.reduce((sum, { points }) => sum + points, 0),
  }))
  const best = weeks.toSorted((a, b) => b.points - a.points).at(0)
  const finishers = standings.filter(({ work }) => progressOf(roadmap, work).finished).map(({ member }) => member)
  // Of others not even how many: in a small group, they could be made out.
  const finished = finishers.filter(({ learner }) => isNamed(learner)).map(({ name }) => name)
  const progress = groupProgressOf(
    roadmap,
    counted.map(({ work }) => work),
  )
  return {
    group,
    roadmap,
    rows: liveRows(scene, {}, { closings, completions, paid }),
    members: present.length,
    finished,
    done: {
      skill: kinds.filter((kind) => kind === 'skill').length,
      course: kinds.filter((kind) => kind === 'course').length,
      project: kinds.filter((kind) => kind === 'project').length,
    },
    ...(best && { best }),
    ...(progress && { progress: progress.overall }),
  }
}
