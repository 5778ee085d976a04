/** When private reminders fall due: by the learner's own clock, else by that of their oldest group (design 4.7). */

import type { Instant } from '../core/calendar.ts'
import type { Learner, Member } from '../core/group.ts'
import { reminderWeekly, slotAfter } from '../core/slot.ts'
import type { Readers, Repositories } from '../ports/database.ts'

/** The learner with the next reminder after now, or with none while reminders are off. */
export const withReminder = async (
  { nextReminderAt: _, ...learner }: Learner,
  within: Readers,
  now: Instant,
): Promise<Learner> => {
  if (!learner.remindersEnabled) return learner
  const [oldest] = learner.zone === undefined ? await within.groupsOf(learner.id) : []
  const weekly = reminderWeekly(learner.zone ?? oldest?.zone ?? 'UTC')
  return { ...learner, nextReminderAt: slotAfter(weekly, now).at }
}

/** Moves reminders after a change that may change their zone: a group was joined or left, or got another zone. */
export const rescheduleReminders = async (
  members: readonly Pick<Member, 'learner'>[],
  within: Repositories,
  now: Instant,
): Promise<void> => {
  for (const { learner } of members) {
    if (!learner.remindersEnabled || learner.zone !== undefined || isDue(learner, now)) continue
    await within.saveLearner(await withReminder(learner, within, now))
  }
}

/** The next tick handles it. */
const isDue = ({ nextReminderAt }: Learner, now: Instant): boolean =>
  nextReminderAt !== undefined && nextReminderAt.epochNanoseconds <= now.epochNanoseconds
