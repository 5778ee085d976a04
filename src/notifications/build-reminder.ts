/** Builds the private reminder: only in a week with planned work and no completion. After some without a reaction it asks whether to go on. */
import { dateAt, isBefore, type PlainDate } from '../core/calendar.ts'
import type { Group, Learner } from '../core/group.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import type { LearnerSchedule } from '../core/pace.ts'
import { positionIn } from '../core/schedule.ts'
import { weekPlan } from '../core/week-plan.ts'
import { presentMembers } from '../groups/group-context.ts'
import { memberProgressOf } from '../groups/member-progress.ts'
import { lastReminder, reminder } from '../views/reminder.ts'
import type { BuildDeps, BuiltMessage } from './built-message.ts'

/** After so many reminders without a reaction, the next one asks and is the last. */
const maxUnanswered = 3

/** A private message waits until the platform confirms that the person is still in the group's server or workspace. */
export const notConfirmed = 'the platform did not confirm that the person is still there'

type Plan = { group: Group; learnerSchedule: LearnerSchedule }

export const buildReminder = async (
  { learnerId = '', week }: OutboxMessage,
  deps: BuildDeps,
): Promise<BuiltMessage> => {
  const { reads } = deps
  const learner = await reads.learner(learnerId)
  const [account] = await reads.accountsOf(learnerId)
  if (!learner?.remindersEnabled || !account || !week) return { skip: 'off' }
  const isUnconfirmed = await deps.memberships.confirm(account)
  const plans: Plan[] = []
  for (const group of await reads.groupsOf(learnerId)) {
    const plan = await planIn(group, learner, deps)
    if (plan === undefined) continue
    if (isUnconfirmed(group.id)) return { later: notConfirmed }
    if (plan.logged(week)) return { skip: 'logged' }
    if (plan.isRunning) plans.push({ group, learnerSchedule: plan.learnerSchedule })
  }
  if (plans.length === 0) return { skip: 'nothing-planned' }
  const asks = learner.unansweredReminders >= maxUnanswered
  return {
    direct: account,
    reminder: { asks },
    reply: asks ? lastReminder(learner.unansweredReminders) : reminder(plans),
  }
}

/** The learner's week in one of their groups, on their own schedule. */
const planIn = async (group: Group, { id }: Learner, { reads, roadmaps, now }: BuildDeps) => {
  const roadmap = roadmaps.find((one) => one.id === group.roadmapId)
  if (!roadmap) return undefined
  const members = await reads.membersOf(group.id)
  const me = presentMembers(members).find(({ learner }) => learner.id === id)
  if (!me) return undefined
  const today = dateAt(now, group.zone)
  const { learnerSchedule, completions } = await memberProgressOf({ group, members, roadmap, now, today }, me, reads)
  return {
    learnerSchedule,
    isRunning:
      positionIn(learnerSchedule.schedule, today).kind === 'stage' && weekPlan(learnerSchedule).focus.length > 0,
    logged: (week: PlainDate) => completions.some(({ on }) => !isBefore(on, week)),
  }
}
