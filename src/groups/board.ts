/** A group's leaderboard, from what is kept: live for open weeks, as it was for closed ones. */

import { onceForEachDay } from '../core/calendar.ts'
import { type ClosedWeek, closedBy } from '../core/closed-week.ts'
import type { Completion } from '../core/completion.ts'
import type { Member } from '../core/group.ts'
import {
  type DateRange,
  dateRangeOf,
  isWithin,
  type Period,
  type Row,
  ranked,
  type ScoredUnit,
  scoresOf,
  takesPart,
} from '../core/leaderboard.ts'
import type { Board } from '../core/view-models.ts'
import type { Readers } from '../ports/database.ts'
import type { GroupContext, MemberContext } from './group-context.ts'

/** The board of a period. Leavers and hidden members are removed before anybody is ranked. */
export const boardOf = async (groupContext: GroupContext, period: Period, reads: Readers): Promise<Board> => {
  const range = dateRangeOf(period, groupContext.today)
  const written = await reads.closedWeeksOf(groupContext.group.id)
  const closedWeeks = closedBy(groupContext.group, written, groupContext.now)
  const kept = period === 'last' && written.some(({ week }) => range.from?.equals(week))
  if (kept && range.from)
    return { period, range, rows: await keptRows(groupContext, range.from, reads), provisional: false }
  const rows = liveRows(groupContext, range, {
    closedWeeks,
    completions: await completionsFor(groupContext, range, reads),
    scoredUnits: await reads.scoredUnitsOf(groupContext.group.id),
  })
  // Due and not yet written down is as good as closed: nothing can change it any more.
  const isOpen = !closedWeeks.some(({ week }) => range.from?.equals(week))
  return { period, range, rows, provisional: period === 'last' && isOpen }
}

/** Where a member stands, also one who hides: that is told to them alone. */
export const ownRowOf = async (groupContext: MemberContext, board: Board, reads: Readers): Promise<Row | undefined> => {
  const { id, visibility } = groupContext.me.learner
  const rows = visibility === 'hidden' ? (await boardOf(asIfShown(groupContext), board.period, reads)).rows : board.rows
  return rows.find(({ learnerId }) => learnerId === id)
}

/** The scene in which its member does not hide. */
const asIfShown = (groupContext: MemberContext): GroupContext => ({
  ...groupContext,
  members: groupContext.members.map((member) =>
    member === groupContext.me
      ? { ...member, learner: { ...member.learner, visibility: 'anonymous' as const } }
      : member,
  ),
})

/** The completions that can score in a range. A day of room, because days of recording are kept in UTC. */
export const completionsFor = (
  { members, roadmap }: Pick<GroupContext, 'members' | 'roadmap'>,
  { from }: DateRange,
  reads: Readers,
): Promise<Completion[]> =>
  reads.completionsOf(
    members.filter(takesPart).map(({ learner }) => learner.id),
    roadmap.id,
    from?.subtract({ days: 1 }),
  )

type Kept = {
  closedWeeks: readonly ClosedWeek[]
  completions: readonly Completion[]
  scoredUnits: readonly ScoredUnit[]
}

/** The ranks of a range as they are now. */
export const liveRows = (
  { members, roadmap }: Pick<GroupContext, 'members' | 'roadmap'>,
  range: DateRange,
  kept: Kept,
): Row[] => {
  const { closedWeeks, completions, scoredUnits } = kept
  const byLearner = Map.groupBy(completions, ({ learnerId }) => learnerId)
  const scores = onceForEachDay((day) => isWithin(day, range))
  return ranked(
    members.filter(takesPart).map((member) => {
      const scored = scoresOf(roadmap, member, byLearner.get(member.learner.id) ?? [], { closedWeeks, scoredUnits })
      const points = scored.reduce((sum, { points, day }) => sum + (scores(day) ? points : 0), 0)
      return { learnerId: member.learner.id, name: boardName(member), points }
    }),
  )
}

/** A closed week's rows: ranks as they were, names and visibility as they are now. */
const keptRows = async ({ group, members }: GroupContext, week: ClosedWeek['week'], reads: Readers): Promise<Row[]> => {
  const kept = await reads.boardOf(group.id, week)
  const present = new Map(members.filter(takesPart).map((member) => [member.learner.id, member] as const))
  const rows = kept.flatMap(({ learnerId, points, rank }) => {
    const member: Member | undefined = present.get(learnerId)
    const tied = kept.filter((row) => row.rank === rank).length > 1
    return member ? [{ learnerId, name: boardName(member), points, rank, tied }] : []
  })
  return rows.toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
}

/** Also the order of ties must not tell who an anonymous member is. */
const boardName = ({ name, learner }: Member): string => (learner.visibility === 'named' ? name : 'a member')
