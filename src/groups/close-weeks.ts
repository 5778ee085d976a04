/**
 * Closes the weeks that are due, so that their boards never change again (design 4.5). The tick does it. A change does it first where it
 * takes something away or moves the time of closing; what is only recorded scores by that time, so that a week's board is the same
 * whether it is closed or only due.
 */
import type { Context } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { type Closing, closedBy } from '../core/closing.ts'
import { completionsFor, liveRows } from './board.ts'
import type { Scene } from './scene.ts'

type ClosingScene = Pick<Scene, 'group' | 'roadmap' | 'now'> & { members?: Scene['members'] }

/** Closes what is due in the scene's group; all its closed weeks, the latest first. */
export const closeWeeks = async (scene: ClosingScene, within: Reads & Writes): Promise<readonly Closing[]> => {
  const { group, now } = scene
  const written = await within.closingsOf(group.id)
  const closings = closedBy(group, written, now)
  const due = closings.slice(0, closings.length - written.length).toReversed()
  const [first] = due
  if (!first) return closings
  const { roadmap, members = await within.membersOf(group.id) } = scene
  const completions = await completionsFor({ roadmap, members }, { from: first.week }, within)
  const paid = await within.paidOf(group.id)
  for (const closing of due) {
    const range = { from: closing.week, until: closing.week.add({ weeks: 1 }) }
    await within.closeWeek(group.id, closing, liveRows({ roadmap, members }, range, { closings, completions, paid }))
  }
  return closings
}

/**
 * Closes what is due in every group of a learner, before something changes that concerns them all: progress, and how boards
 * show the learner, are the same in each.
 */
export const closeWeeksOf = async (
  learnerId: string,
  context: Pick<Context, 'roadmaps' | 'now'>,
  within: Reads & Writes,
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
