/**
 * Which weekly posts there must be. A post is due when its time has come while the group is not paused, and the bot was there within
 * the twelve hours after it; it is told here from the groups' schedules, and the bot's planning is not asked.
 */
import { kindOf, slotOf, weekOf } from './schedule.ts'
import type { Group, World } from './world.ts'

const hour = 3_600_000
const grace = 12 * hour

export type Due = { group: Group; week: string; kind: 'week' | 'end'; at: number }

/** `working`: since when the bot has been there without a pause, in which it has settled everything; `now`: the end of it. */
export const dueOf = (
  { roadmap: { stages } }: World,
  group: Group,
  { working, now }: { working: number; now: number },
) => {
  const { plan, facts } = group
  const isPaused = (week: string) => facts.get(`paused ${week}`) === 'yes'
  // The post of the week before may be due within the grace.
  const weeks = [...new Set([weekOf(plan.zone, working - grace), weekOf(plan.zone, now)])]
  return weeks.flatMap((week): (Due & { isSure: boolean })[] => {
    const kind = kindOf(plan, week, { isPaused, stages })
    const at = slotOf(plan, week)
    if (kind === 'none' || at > now || working >= at + grace) return []
    return [{ group, week, kind, at, isSure: now < at + grace }]
  })
}
