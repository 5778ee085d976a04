/** Counts a reminder as unanswered until the learner reacts; a refused one turns reminders off. */

import type { Learner } from '../core/group.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'

type ReminderOutcome = { sent: true; asks: boolean } | { sent: false }

export const trackReminder = async (
  message: ClaimedMessage,
  outcome: ReminderOutcome,
  { store, clock, newId }: NotificationDeps,
): Promise<void> => {
  await store.transaction({ id: `counted ${newId()}`, at: clock() }, async (within) => {
    const learner = await within.learner(message.learnerId ?? '')
    if (learner) await within.saveLearner(withOutcome(learner, outcome))
  })
}

const withOutcome = (learner: Learner, outcome: ReminderOutcome): Learner => {
  const { nextReminderAt: _, ...others } = learner
  if (!outcome.sent) return { ...others, remindersEnabled: false, unansweredReminders: 0, unreachable: true }
  if (outcome.asks) return { ...others, remindersEnabled: false, unansweredReminders: 0 }
  return { ...learner, unansweredReminders: learner.unansweredReminders + 1 }
}
