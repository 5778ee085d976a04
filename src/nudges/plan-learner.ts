/** Writes down that a learner is owed a private nudge. Whether there is reason for one is decided when it is sent. */
import type { Due } from '../bot/ledger.ts'
import type { Reads, Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import { privatePostId } from '../core/post.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate, privateWeekly, slotAfter, slotsBetween } from '../core/slot.ts'

type Planning = { roadmaps: readonly Roadmap[]; now: Instant; within: Reads & Writes }

export const planLearner = async ({ id, dueAt }: Due, { now, within }: Planning): Promise<void> => {
  const [learner, accounts, groups] = await Promise.all([
    within.learner(id),
    within.accountsOf(id),
    within.groupsOf(id),
  ])
  const weekly = privateWeekly(learner?.zone ?? groups[0]?.zone ?? 'UTC')
  if (!(await within.advanceLearner(id, dueAt, slotAfter(weekly, now).at))) return
  const platform = accounts[0]?.split(':')[0]
  const slot = slotsBetween(weekly, dueAt, now).at(-1)
  if (!slot || !platform || !learner?.nudges) return
  const post = { kind: 'private' as const, learnerId: id, lane: id, platform, week: slot.week, dueAt: slot.at }
  const skipped = isLate(slot.at, now) ? { skipped: 'late' as const } : {}
  await within.owe([{ ...post, id: privatePostId(id, slot.week), ...skipped }], now)
}
