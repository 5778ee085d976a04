/** Where members stand: what they did, their pace and their streak, loaded together for as many as are asked for. */
import { LoggableError } from '../bot/loggable-error.ts'
import type { Reads } from '../bot/store.ts'
import type { Completion } from '../core/completion.ts'
import { courseOf } from '../core/course.ts'
import type { Standing } from '../core/facts.ts'
import type { Group, Member } from '../core/group.ts'
import { workOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { merged, type Schedule } from '../core/schedule.ts'
import { streakOf } from '../core/streak.ts'
import type { Scene } from './scene.ts'

export const scheduleOf = (group: Group, roadmap: Roadmap): Schedule => ({
  roadmap,
  tempo: group.tempo,
  start: group.start,
  pauses: group.pauses,
})

/** The standings of these members, in their order. Two statements, however many they are. */
export const standingsOf = async (scene: Scene, members: readonly Member[], reads: Reads): Promise<Standing[]> => {
  const ids = members.map(({ learner }) => learner.id)
  const { roadmap } = scene
  const completions = Map.groupBy(await reads.completionsOf(ids, roadmap.id), ({ learnerId }) => learnerId)
  const skips = Map.groupBy(await reads.skipsOf(ids, roadmap.id), ({ learnerId }) => learnerId)
  return members.map((member) => {
    const { id } = member.learner
    const skipped = (skips.get(id) ?? []).map(({ itemId }) => itemId)
    return standing(scene, member, { completions: completions.get(id) ?? [], skipped })
  })
}

/** The standing of one member. */
export const standingOf = async (scene: Scene, member: Member, reads: Reads): Promise<Standing> => {
  const [only] = await standingsOf(scene, [member], reads)
  if (!only) throw new LoggableError('a member without a standing')
  return only
}

type Kept = { completions: readonly Completion[]; skipped: readonly string[] }

const standing = ({ group, roadmap, today }: Scene, member: Member, { completions, skipped }: Kept): Standing => {
  const work = workOf(completions, skipped)
  const course = courseOf({ schedule: scheduleOf(group, roadmap), member, completions, work }, today)
  const streak = streakOf(
    completions.map(({ on }) => on),
    merged([...group.pauses, ...member.learner.away]),
    today,
  )
  return { member, completions, work, streak, course }
}
