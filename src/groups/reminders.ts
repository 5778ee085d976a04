/** When private reminders fall due: by the learner's own clock, else by that of their oldest group (design 4.7). */
import type { Reads, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Learner, Member } from '../core/group.ts'
import { privateWeekly, slotAfter } from '../core/slot.ts'

/** With the next one after now; without any while they are off. */
export const withReminder = async (
  { nextPrivateAt: _, ...learner }: Learner,
  within: Reads,
  now: Instant,
): Promise<Learner> => {
  if (!learner.nudges) return learner
  const [oldest] = learner.zone === undefined ? await within.groupsOf(learner.id) : []
  const weekly = privateWeekly(learner.zone ?? oldest?.zone ?? 'UTC')
  return { ...learner, nextPrivateAt: slotAfter(weekly, now).at }
}

/** After something changed by which their clock may be another: a group was joined or left, or has another zone. */
export const rescheduleReminders = async (
  members: readonly Pick<Member, 'learner'>[],
  within: Reads & Writes,
  now: Instant,
): Promise<void> => {
  for (const { learner } of members) {
    if (!learner.nudges || learner.zone !== undefined || isDue(learner, now)) continue
    await within.saveLearner(await withReminder(learner, within, now))
  }
}

/** The next tick sees to it. */
const isDue = ({ nextPrivateAt }: Learner, now: Instant): boolean =>
  nextPrivateAt !== undefined && nextPrivateAt.epochNanoseconds <= now.epochNanoseconds
