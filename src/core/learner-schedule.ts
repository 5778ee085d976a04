/** Builds a learner's own schedule, by which pace and plan are measured, from what is stored. */
import { isBefore, memoizeByDay, type PlainDate } from './calendar.ts'
import type { Completion } from './completion.ts'
import type { Member } from './group.ts'
import type { LearnerSchedule } from './pace.ts'
import { unitKey } from './points.ts'
import type { CompletedWork } from './progress.ts'
import { ownPauses, type Schedule } from './schedule.ts'

type LearnerData = {
  /** The group's schedule. */
  schedule: Schedule
  member: Pick<Member, 'planFrom' | 'learner'>
  completions: readonly Completion[]
  work: CompletedWork
}

export const learnerScheduleOf = (
  { schedule, member, completions, work }: LearnerData,
  today: PlainDate,
): LearnerSchedule => {
  const { planFrom: joinedOn } = member
  const isEarlier = memoizeByDay((day) => isBefore(day, joinedOn))
  const since = completions.filter(({ known, on }) => !known && !isEarlier(on))
  return {
    schedule: { ...schedule, pauses: ownPauses(schedule, member) },
    joinedOn,
    work,
    doneSinceJoining: new Set(since.map(({ itemId, part }) => unitKey(itemId, part))),
    today,
  }
}
