/**
 * Enqueues the messages of every group and learner whose time has come, and closes the weeks that are due. One that fails does not stop
 * the others.
 */

import type { Instant } from '../core/calendar.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { Repositories } from '../ports/database.ts'
import type { Due } from '../ports/groups.ts'
import type { NotificationDeps } from './deps.ts'
import { scheduleGroup } from './schedule-group.ts'
import { scheduleLearner } from './schedule-learner.ts'

/** Groups or learners in one transaction, whose reads are batched. */
const batchSize = 25

type Planning = NotificationDeps & { isStopping: () => boolean }

type ScheduleOne = (
  due: Due,
  deps: Pick<NotificationDeps, 'roadmaps'> & { now: Instant; within: Repositories },
) => Promise<void>

export const scheduleDue = async (deps: Planning): Promise<void> => {
  const { store } = deps
  const now = deps.clock()
  await scheduleAll(deps, (after) => store.reads.groupsDue(now, after, batchSize), scheduleGroup)
  await scheduleAll(deps, (after) => store.reads.learnersDue(now, after, batchSize), scheduleLearner)
}

const scheduleAll = async (
  deps: Planning,
  next: (after: Due | undefined) => Promise<readonly Due[]>,
  scheduleOne: ScheduleOne,
): Promise<void> => {
  let after: Due | undefined
  while (!deps.isStopping()) {
    const due = await next(after)
    after = due.at(-1)
    if (!after) return
    await scheduleBatch(deps, due, scheduleOne)
  }
}

/** All in one transaction; if it fails, each in its own, so that one that cannot be scheduled does not stop the others. */
const scheduleBatch = async (deps: NotificationDeps, due: readonly Due[], scheduleOne: ScheduleOne): Promise<void> => {
  const { store, roadmaps, log, newId } = deps
  const now = deps.clock()
  try {
    await store.transaction({ id: `schedule ${newId()}`, at: now }, async (within) => {
      await Promise.all(due.map((one) => scheduleOne(one, { roadmaps, now, within })))
    })
  } catch (error) {
    // In an outage this throws, and the next tick tries again. A batch that only took too long is scheduled one by one.
    const isOutage = error instanceof StoreUnavailable
    if (isOutage) await store.ping()
    const [only, ...others] = due
    // The store logs an outage itself.
    if (only && others.length === 0 && isOutage) return
    if (only && others.length === 0) log.error({ err: error, id: only.id }, 'a group or learner cannot be scheduled')
    else for (const one of due) await scheduleBatch(deps, [one], scheduleOne)
  }
}
