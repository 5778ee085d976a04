/**
 * Closes the weeks that are due, so that their boards never change again (design 4.5). The scheduler does it, and every change that
 * takes something away or moves the time of closing does it first. A new completion scores by the time of closing, so a week's board is
 * the same whether it is closed or only due.
 */
import type { Context } from '../bot/command.ts'
import { type ClosedWeek, closedBy } from '../core/closed-week.ts'
import type { Repositories } from '../ports/database.ts'
import { completionsFor, liveRows } from './board.ts'
import type { GroupContext } from './group-context.ts'

type ClosingContext = Pick<GroupContext, 'group' | 'roadmap' | 'now'> & { members?: GroupContext['members'] }

/** Closes the group's weeks that are due. Returns all its closed weeks, the latest first. */
export const closeWeeks = async (
  groupContext: ClosingContext,
  within: Repositories,
): Promise<readonly ClosedWeek[]> => {
  const { group, now } = groupContext
  const stored = await within.closedWeeksOf(group.id)
  const closedWeeks = closedBy(group, stored, now)
  const due = closedWeeks.slice(0, closedWeeks.length - stored.length).toReversed()
  const [first] = due
  if (!first) return closedWeeks
  const { roadmap, members = await within.membersOf(group.id) } = groupContext
  const completions = await completionsFor({ roadmap, members }, { from: first.week }, within)
  const scoredUnits = await within.scoredUnitsOf(group.id)
  for (const closedWeek of due) {
    const range = { from: closedWeek.week, until: closedWeek.week.add({ weeks: 1 }) }
    await within.closeWeek(
      group.id,
      closedWeek,
      liveRows({ roadmap, members }, range, { closedWeeks, completions, scoredUnits }),
    )
  }
  return closedWeeks
}

/**
 * Closes the weeks that are due in every group of a learner, before a change that concerns them all: progress and visibility are the
 * same in each.
 */
export const closeWeeksOf = async (
  learnerId: string,
  context: Pick<Context, 'roadmaps' | 'now'>,
  within: Repositories,
): Promise<void> => {
  const groups = await within.groupsOf(learnerId)
  // In parallel, so that the store can batch the statements for a learner in many groups.
  await Promise.all(
    groups.map(async (group) => {
      const roadmap = context.roadmaps.find(({ id }) => id === group.roadmapId)
      if (roadmap) await closeWeeks({ group, roadmap, now: context.now }, within)
    }),
  )
}
