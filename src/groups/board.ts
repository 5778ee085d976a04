/** A group's leaderboard: computed for open weeks, as stored for closed ones. */

import { memoizeByDay } from '../core/calendar.ts'
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
  const storedWeeks = await reads.closedWeeksOf(groupContext.group.id)
  const closedWeeks = closedBy(groupContext.group, storedWeeks, groupContext.now)
  const isStored = period === 'last' && storedWeeks.some(({ week }) => range.from?.equals(week))
  if (isStored && range.from)
    return { period, range, rows: await storedRows(groupContext, range.from, reads), provisional: false }
  const rows = liveRows(groupContext, range, {
    closedWeeks,
    completions: await completionsFor(groupContext, range, reads),
    scoredUnits: await reads.scoredUnitsOf(groupContext.group.id),
  })
  // A week that is due to be closed counts as closed: nothing can change it any more.
  const isOpen = !closedWeeks.some(({ week }) => range.from?.equals(week))
  return { period, range, rows, provisional: period === 'last' && isOpen }
}

/** The row of a member, also of a hidden one: only that member reads it. */
export const ownRowOf = async (groupContext: MemberContext, board: Board, reads: Readers): Promise<Row | undefined> => {
  const { id, visibility } = groupContext.me.learner
  const rows = visibility === 'hidden' ? (await boardOf(asIfShown(groupContext), board.period, reads)).rows : board.rows
  return rows.find(({ learnerId }) => learnerId === id)
}

/** The context with the member not hidden. */
const asIfShown = (groupContext: MemberContext): GroupContext => ({
  ...groupContext,
  members: groupContext.members.map((member) =>
    member === groupContext.me
      ? { ...member, learner: { ...member.learner, visibility: 'anonymous' as const } }
      : member,
  ),
})

/** The completions that can score in a range. It begins a day earlier, because days of recording are stored in UTC. */
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

type BoardData = {
  closedWeeks: readonly ClosedWeek[]
  completions: readonly Completion[]
  scoredUnits: readonly ScoredUnit[]
}

/** The rows of a range, computed from completions. */
export const liveRows = (
  { members, roadmap }: Pick<GroupContext, 'members' | 'roadmap'>,
  range: DateRange,
  { closedWeeks, completions, scoredUnits }: BoardData,
): Row[] => {
  const byLearner = Map.groupBy(completions, ({ learnerId }) => learnerId)
  const isInRange = memoizeByDay((day) => isWithin(day, range))
  return ranked(
    members.filter(takesPart).map((member) => {
      const scored = scoresOf(roadmap, member, byLearner.get(member.learner.id) ?? [], { closedWeeks, scoredUnits })
      const points = scored.reduce((sum, { points, day }) => sum + (isInRange(day) ? points : 0), 0)
      return { learnerId: member.learner.id, name: boardName(member), points }
    }),
  )
}

/** A closed week's rows: ranks as stored, names and visibility as they are now. */
const storedRows = async (
  { group, members }: GroupContext,
  week: ClosedWeek['week'],
  reads: Readers,
): Promise<Row[]> => {
  const stored = await reads.boardOf(group.id, week)
  const present = new Map(members.filter(takesPart).map((member) => [member.learner.id, member] as const))
  const rows = stored.flatMap(({ learnerId, points, rank }) => {
    const member: Member | undefined = present.get(learnerId)
    const tied = stored.filter((row) => row.rank === rank).length > 1
    return member ? [{ learnerId, name: boardName(member), points, rank, tied }] : []
  })
  return rows.toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
}

/** The order of ties must not reveal an anonymous member either. */
const boardName = ({ name, learner }: Member): string => (learner.visibility === 'named' ? name : 'a member')
