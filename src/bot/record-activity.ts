/** Resets a person's count of unanswered private reminders when they press a button (design 4.7). */

import type { Invocation } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'
import type { Database } from '../ports/database.ts'

/** Writes only if reminders are unanswered, so that a press usually costs one read. */
export const recordActivity = async ({ id, actor }: Invocation, store: Database, at: Instant): Promise<void> => {
  const learner = await store.reads.learnerOf(actor.id)
  if (!learner || learner.unansweredReminders === 0) return
  await store.transaction({ id: `reaction ${id}`, at }, async (within) => {
    const current = await within.learner(learner.id)
    if (current) await within.saveLearner({ ...current, unansweredReminders: 0 })
  })
}
