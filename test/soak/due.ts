/**
 * Which weekly posts there must be. A post is due when its time has come while the group is not paused, and the bot was there within
 * the twelve hours after it; it is told here from the groups' schedules, and the bot's planning is not asked.
 */
import { kindOf, type Stages, slotOf, weekOf } from './schedule.ts'
import type { Group } from './world.ts'

const grace = 12 * 3_600_000

export type Due = { group: Group; week: string; kind: 'week' | 'end'; at: number }

/** By what a post is known: a group is told of its end once. */
export const keyOf = ({ group, week, kind }: Pick<Due, 'group' | 'week' | 'kind'>): string =>
  `${group.name} ${kind === 'end' ? 'end' : week}`

/**
 * Of a bot that came at `since` at the latest and has settled everything by `now`. One of which the twelve hours ended in between may
 * have come, or not: that is not `isSure`.
 */
export const dueIn = (group: Group, { stages, since, now }: { stages: Stages; since: number; now: number }) => {
  const { plan, facts } = group
  const isPaused = (week: string) => facts.get(`paused ${week}`) === 'yes'
  const weeks = [...new Set([weekOf(plan.zone, since - grace), weekOf(plan.zone, now)])]
  return weeks.flatMap((week): { due: Due; isSure: boolean }[] => {
    const kind = kindOf(plan, week, { isPaused, stages })
    const at = slotOf(plan, week)
    if (at > now || since >= at + grace) return []
    // Whether it was paused before or after its time came is not known.
    const isOpen = at >= since && group.changedAt >= since
    if (kind === 'none') return isOpen ? [{ due: { group, week, kind: 'week', at }, isSure: false }] : []
    return [{ due: { group, week, kind, at }, isSure: !isOpen && now < at + grace }]
  })
}
