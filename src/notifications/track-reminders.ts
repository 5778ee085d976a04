/** Counts a private reminder as unanswered until the learner is heard of; one that was refused is the last. */

import type { Learner } from '../core/group.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'

type BotResponse = { sent: true; asks: boolean } | { sent: false }

export const trackReminder = async (
  message: ClaimedMessage,
  outcome: BotResponse,
  { store, clock, newId }: NotificationDeps,
): Promise<void> => {
  await store.transaction({ id: `counted ${newId()}`, at: clock() }, async (within) => {
    const learner = await within.learner(message.learnerId ?? '')
    if (learner) await within.saveLearner(afterwards(learner, outcome))
  })
}

const afterwards = (learner: Learner, outcome: BotResponse): Learner => {
  const { nextReminderAt: _, ...others } = learner
  if (!outcome.sent) return { ...others, remindersEnabled: false, unansweredReminders: 0, unreachable: true }
  if (outcome.asks) return { ...others, remindersEnabled: false, unansweredReminders: 0 }
  return { ...learner, unansweredReminders: learner.unansweredReminders + 1 }
}
