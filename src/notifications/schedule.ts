/**
 * Writes down what is owed, before anything is sent: for every group and learner whose time has come, together with the closing of
 * the weeks that are over. Each in its own error boundary.
 */

import type { Instant } from '../core/calendar.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { Repositories } from '../ports/database.ts'
import type { Due } from '../ports/groups.ts'
import type { NotificationDeps } from './deps.ts'
import { scheduleGroup } from './schedule-group.ts'
import { scheduleLearner } from './schedule-learner.ts'

/** So many go through one transaction, and are read for together. */
const batchedReads = 25

type Planning = NotificationDeps & { isStopping: () => boolean }

type PlanOne = (
  due: Due,
  deps: Pick<NotificationDeps, 'roadmaps'> & { now: Instant; within: Repositories },
) => Promise<void>

export const plan = async (deps: Planning): Promise<void> => {
  const { store } = deps
  const now = deps.clock()
  await planAll(deps, (after) => store.reads.groupsDue(now, after, batchedReads), scheduleGroup)
  await planAll(deps, (after) => store.reads.learnersDue(now, after, batchedReads), scheduleLearner)
}

const planAll = async (
  deps: Planning,
  next: (after: Due | undefined) => Promise<readonly Due[]>,
  planOne: PlanOne,
): Promise<void> => {
  let after: Due | undefined
  while (!deps.isStopping()) {
    const due = await next(after)
    after = due.at(-1)
    if (!after) return
    await planTogether(deps, due, planOne)
  }
}

/** All in one transaction; where that fails, each by itself, so that one that cannot be planned keeps nobody waiting. */
const planTogether = async (deps: NotificationDeps, due: readonly Due[], planOne: PlanOne): Promise<void> => {
  const { store, roadmaps, log, newId } = deps
  const now = deps.clock()
  try {
    await store.transaction({ id: `plan ${newId()}`, at: now }, async (within) => {
      await Promise.all(due.map((one) => planOne(one, { roadmaps, now, within })))
    })
  } catch (error) {
    // While nobody can be planned, the next tick tries again. What only takes too long together is planned one by one.
    const isOutage = error instanceof StoreUnavailable
    if (isOutage) await store.ping()
    const [only, ...others] = due
    // The store tells the host of an outage by itself.
    if (only && others.length === 0 && isOutage) return
    if (only && others.length === 0) log.error({ err: error, id: only.id }, 'what is owed cannot be planned')
    else for (const one of due) await planTogether(deps, [one], planOne)
  }
}
