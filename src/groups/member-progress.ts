/** Loads the progress of members: completions, schedule and streak. */

import type { Completion } from '../core/completion.ts'
import type { Group, Member } from '../core/group.ts'
import { learnerScheduleOf } from '../core/learner-schedule.ts'
import { completedWorkOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { merged, type Schedule } from '../core/schedule.ts'
import { streakOf } from '../core/streak.ts'
import type { MemberProgress } from '../core/view-models.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import type { Readers } from '../ports/database.ts'
import type { GroupContext } from './group-context.ts'

export const scheduleOf = (group: Group, roadmap: Roadmap): Schedule => ({
  roadmap,
  tempo: group.tempo,
  start: group.start,
  pauses: group.pauses,
})

/** The progress of these members, in their order, with two statements for any number of them. */
export const progressOfMembers = async (
  groupContext: GroupContext,
  members: readonly Member[],
  reads: Readers,
): Promise<MemberProgress[]> => {
  const ids = members.map(({ learner }) => learner.id)
  const { roadmap } = groupContext
  const completions = Map.groupBy(await reads.completionsOf(ids, roadmap.id), ({ learnerId }) => learnerId)
  const skips = Map.groupBy(await reads.skipsOf(ids, roadmap.id), ({ learnerId }) => learnerId)
  return members.map((member) => {
    const { id } = member.learner
    const skipped = (skips.get(id) ?? []).map(({ itemId }) => itemId)
    return memberProgress(groupContext, member, { completions: completions.get(id) ?? [], skipped })
  })
}

/** The progress of one member. */
export const memberProgressOf = async (
  groupContext: GroupContext,
  member: Member,
  reads: Readers,
): Promise<MemberProgress> => {
  const [only] = await progressOfMembers(groupContext, [member], reads)
  if (!only) throw new LoggableError('a member without progress')
  return only
}

type LearnerData = { completions: readonly Completion[]; skipped: readonly string[] }

const memberProgress = (
  { group, roadmap, today }: GroupContext,
  member: Member,
  { completions, skipped }: LearnerData,
): MemberProgress => {
  const work = completedWorkOf(completions, skipped)
  const learnerSchedule = learnerScheduleOf({ schedule: scheduleOf(group, roadmap), member, completions, work }, today)
  const streak = streakOf(
    completions.map(({ on }) => on),
    merged([...group.pauses, ...member.learner.away]),
    today,
  )
  return { member, completions, work, streak, learnerSchedule }
}
