/**
 * Writes down what is owed, before anything is sent: for every group and learner whose time has come, together with the closing of
 * the weeks that are over. Each in its own error boundary.
 */
import type { Due } from '../bot/ledger.ts'
import { type Reads, StoreUnavailable, type Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Desk } from './desk.ts'
import { planGroup } from './plan-group.ts'
import { planLearner } from './plan-learner.ts'

/** So many go through one transaction, and are read for together. */
const together = 25

type Planning = Desk & { isStopping: () => boolean }

type PlanOne = (due: Due, desk: Pick<Desk, 'roadmaps'> & { now: Instant; within: Reads & Writes }) => Promise<void>

export const plan = async (desk: Planning): Promise<void> => {
  const { store } = desk
  const now = desk.clock()
  await planAll(desk, (after) => store.groupsDue(now, after, together), planGroup)
  await planAll(desk, (after) => store.learnersDue(now, after, together), planLearner)
}

const planAll = async (
  desk: Planning,
  next: (after: Due | undefined) => Promise<readonly Due[]>,
  planOne: PlanOne,
): Promise<void> => {
  let after: Due | undefined
  while (!desk.isStopping()) {
    const due = await next(after)
    after = due.at(-1)
    if (!after) return
    await planTogether(desk, due, planOne)
  }
}

/** All in one transaction; where that fails, each by itself, so that one that cannot be planned keeps nobody waiting. */
const planTogether = async (desk: Desk, due: readonly Due[], planOne: PlanOne): Promise<void> => {
  const { store, roadmaps, log, newId } = desk
  const now = desk.clock()
  try {
    await store.change({ id: `plan ${newId()}`, at: now }, async (within) => {
      await Promise.all(due.map((one) => planOne(one, { roadmaps, now, within })))
    })
  } catch (error) {
    // While nobody can be planned, the next tick tries again. What only takes too long together is planned one by one.
    const isOutage = error instanceof StoreUnavailable
    if (isOutage) await store.groupsDue(now, undefined, 1)
    const [only, ...others] = due
    // The store tells the host of an outage by itself.
    if (only && others.length === 0 && isOutage) return
    if (only && others.length === 0) log.error({ err: error, id: only.id }, 'what is owed cannot be planned')
    else for (const one of due) await planTogether(desk, [one], planOne)
  }
}
