/** The private nudge: only in a week in which nothing is logged and something is planned; after some without an answer it asks. */
import { dateAt, isBefore, type PlainDate } from '../core/calendar.ts'
import type { Group, Learner } from '../core/group.ts'
import type { Course } from '../core/pace.ts'
import type { Post } from '../core/post.ts'
import { placeOf } from '../core/schedule.ts'
import { weekPlan } from '../core/week-plan.ts'
import { presentMembers } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { lastPrivateNudge, privateNudge } from '../views/private-nudge.ts'
import type { Composed, Composing } from './compose.ts'

/** After so many without a reaction it asks, and stops. */
const mostUnanswered = 3

/** Nothing private goes to somebody of whom it is not known that they are still there: it waits. */
export const notConfirmed = 'the platform does not tell whether the person is still there'

type Plan = { group: Group; course: Course }

export const composePrivate = async ({ learnerId = '', week }: Post, composing: Composing): Promise<Composed> => {
  const { reads } = composing
  const learner = await reads.learner(learnerId)
  const [account] = await reads.accountsOf(learnerId)
  if (!learner?.nudges || !account || !week) return { skip: 'off' }
  const isUnconfirmed = await composing.memberships.confirm(account)
  const plans: Plan[] = []
  for (const group of await reads.groupsOf(learnerId)) {
    const plan = await planIn(group, learner, composing)
    if (plan === undefined) continue
    if (isUnconfirmed(group.id)) return { later: notConfirmed }
    if (plan.logged(week)) return { skip: 'logged' }
    if (plan.isRunning) plans.push({ group, course: plan.course })
  }
  if (plans.length === 0) return { skip: 'nothing-planned' }
  const asks = learner.unanswered >= mostUnanswered
  return {
    direct: account,
    reminder: { asks },
    reply: asks ? lastPrivateNudge(learner.unanswered) : privateNudge(plans),
  }
}

/** The learner in one of their groups, with their own weeks away. */
const planIn = async (group: Group, { id }: Learner, { reads, roadmaps, now }: Composing) => {
  const roadmap = roadmaps.find((one) => one.id === group.roadmapId)
  if (!roadmap) return undefined
  const members = await reads.membersOf(group.id)
  const me = presentMembers(members).find(({ learner }) => learner.id === id)
  if (!me) return undefined
  const today = dateAt(now, group.zone)
  const { course, completions } = await standingOf({ group, members, roadmap, now, today }, me, reads)
  return {
    course,
    isRunning: placeOf(course.schedule, today).kind === 'stage' && weekPlan(course).focus.length > 0,
    logged: (week: PlainDate) => completions.some(({ on }) => !isBefore(on, week)),
  }
}
