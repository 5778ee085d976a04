/**
 * Closes the weeks that are due, so that their boards never change again (design 4.5). The tick does it. A change does it first where it
 * takes something away or moves the time of closing; what is only recorded scores by that time, so that a week's board is the same
 * whether it is closed or only due.
 */
import type { Context } from '../bot/command.ts'
import { type ClosedWeek, closedBy } from '../core/closed-week.ts'
import type { Repositories } from '../ports/database.ts'
import { completionsFor, liveRows } from './board.ts'
import type { GroupContext } from './group-context.ts'

type ClosingScene = Pick<GroupContext, 'group' | 'roadmap' | 'now'> & { members?: GroupContext['members'] }

/** Closes what is due in the scene's group; all its closed weeks, the latest first. */
export const closeWeeks = async (groupContext: ClosingScene, within: Repositories): Promise<readonly ClosedWeek[]> => {
  const { group, now } = groupContext
  const written = await within.closedWeeksOf(group.id)
  const closedWeeks = closedBy(group, written, now)
  const due = closedWeeks.slice(0, closedWeeks.length - written.length).toReversed()
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
 * Closes what is due in every group of a learner, before something changes that concerns them all: progress, and how boards
 * show the learner, are the same in each.
 */
export const closeWeeksOf = async (
  learnerId: string,
  context: Pick<Context, 'roadmaps' | 'now'>,
  within: Repositories,
): Promise<void> => {
  const groups = await within.groupsOf(learnerId)
  // Asked for together, so that somebody in many groups costs no more statements than others.
  await Promise.all(
    groups.map(async (group) => {
      const roadmap = context.roadmaps.find(({ id }) => id === group.roadmapId)
      if (roadmap) await closeWeeks({ group, roadmap, now: context.now }, within)
    }),
  )
}
