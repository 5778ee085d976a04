/** Enqueues a learner's private reminder. Whether it is needed is decided when it is sent. */

import type { Instant } from '../core/calendar.ts'
import { reminderMessageId } from '../core/outbox-message.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate, reminderWeekly, slotAfter, slotsBetween } from '../core/slot.ts'
import type { Repositories } from '../ports/database.ts'
import type { Due } from '../ports/groups.ts'

type Planning = { roadmaps: readonly Roadmap[]; now: Instant; within: Repositories }

export const scheduleLearner = async ({ id, dueAt }: Due, { now, within }: Planning): Promise<void> => {
  const [learner, accounts, groups] = await Promise.all([
    within.learner(id),
    within.accountsOf(id),
    within.groupsOf(id),
  ])
  const weekly = reminderWeekly(learner?.zone ?? groups[0]?.zone ?? 'UTC')
  if (!(await within.rescheduleLearner(id, dueAt, slotAfter(weekly, now).at))) return
  const platform = accounts[0]?.split(':')[0]
  const slot = slotsBetween(weekly, dueAt, now).at(-1)
  if (!slot || !platform || !learner?.remindersEnabled) return
  const message = {
    kind: 'reminder' as const,
    learnerId: id,
    orderingKey: id,
    platform,
    week: slot.week,
    dueAt: slot.at,
  }
  const skipped = isLate(slot.at, now) ? { skipped: 'late' as const } : {}
  await within.enqueue([{ ...message, id: reminderMessageId(id, slot.week), ...skipped }], now)
}
