/**
 * Closes the weeks that are due, so that their boards never change again (design 4.5). Every change in a group does it first:
 * until the first change after its time, a week's board is the same whether it is closed or not.
 */
import type { Reads, Writes } from '../bot/store.ts'
import { type Closing, closesAt, weeksToClose } from '../core/closing.ts'
import { completionsFor, liveRows } from './board.ts'
import type { Scene } from './scene.ts'

/** Closes what is due in the scene's group; all its closed weeks, the latest first. */
export const closeWeeks = async (scene: Scene, within: Reads & Writes): Promise<readonly Closing[]> => {
  const closings = await within.closingsOf(scene.group.id)
  const due = weeksToClose(
    scene.group,
    closings.map(({ week }) => week),
    scene.now,
  )
  const [first] = due
  if (!first) return closings
  const completions = await completionsFor(scene, { from: first }, within)
  for (const week of due) {
    const rows = liveRows(scene, { from: week, until: week.add({ weeks: 1 }) }, { closings, completions })
    const closing = { week, closedAt: closesAt(scene.group, week) }
    await within.closeWeek(scene.group.id, closing, rows)
    closings.unshift(closing)
  }
  return closings
}
