/** Notifications: schedules outbox messages, delivers them, and never sends one twice. Time comes only from ticks. */
import { presumedMemberships } from '../bot/memberships.ts'
import type { Warnings } from '../bot/warnings.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { deliver } from './deliver.ts'
import type { NotificationDeps, NotificationOptions } from './deps.ts'
import { purgeExpired } from './purge-expired.ts'
import { purgeIdle } from './purge-idle.ts'
import { createPurge } from './purge-removed.ts'
import { requeueExpired } from './requeue-expired.ts'
import { scheduleDue } from './schedule.ts'
import { createSingleFlight } from './single-flight.ts'
import { markUnconfirmed } from './unconfirmed.ts'
import { recordUnrecorded } from './unrecorded-results.ts'
import { createWarnings } from './warnings.ts'

export type Notifications = {
  /** Once a minute: schedules, and starts deliveries. Resolves before the deliveries end, which may take long. Never rejects. */
  runCycle(): Promise<void>
  /** A cycle with its deliveries. Never rejects. */
  runCycleAndWait(): Promise<void>
  /** Delivers due messages without scheduling: after a command enqueued some. Never rejects. */
  deliver(): Promise<void>
  /** Warnings that people should see with their next answer. */
  warnings: Warnings
  /** Waits for the work in progress, and starts none. */
  stop(): Promise<void>
}

export const createNotifications = (options: NotificationOptions): Notifications => {
  const deps: NotificationDeps = { memberships: presumedMemberships, ...options, unrecorded: new Map() }
  const { store, senders, log, clock } = deps
  const workerId = deps.newId()
  const warnings = createWarnings(store.reads)
  let stopping = false
  const isStopping = () => stopping
  const inProgress = new Set<Promise<void>>()

  const guarded = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    if (stopping) return
    try {
      await work()
    } catch (error) {
      // The store logs an outage itself.
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, `${name} failed`)
    }
  }

  /** `stop` waits for tracked work. */
  const tracked = (work: Promise<void>): Promise<void> => {
    inProgress.add(work)
    return work.finally(() => inProgress.delete(work))
  }

  // One worker for each platform: one that hangs or is not connected does not delay the others.
  const deliveries = senders.map((sender) =>
    createSingleFlight(() =>
      guarded(`delivery on ${sender.platform}`, async () => {
        await recordUnrecorded(deps)
        await requeueExpired({ ...deps, senders: [sender] })
        await markUnconfirmed(sender, deps)
        await deliver({ ...deps, sender, workerId, isStopping })
      }),
    ),
  )

  // Not part of a cycle: it waits for answers of platforms.
  const purge = createPurge({ ...deps, isStopping })
  const purging = createSingleFlight(() => guarded('the purge of removed groups', purge))
  const purgeRemoved = async (): Promise<void> => {
    if (!stopping) await tracked(purging.run())
  }

  const deliverAll = async (): Promise<void> => {
    if (!stopping) await Promise.all(deliveries.map(({ run }) => tracked(run())))
  }

  const runCycle = async () => {
    await guarded('scheduling', () => scheduleDue({ ...deps, isStopping }))
    await guarded('skipping overdue messages', () => store.outbox.skipOverdue(clock()))
    await guarded('refreshing warnings', () => warnings.refresh())
    await guarded('looking for idle learners', () => purgeIdle({ ...deps, isStopping }))
    await guarded('purging expired data', () => purgeExpired(deps))
  }

  return {
    async runCycle() {
      await tracked(runCycle())
      void deliverAll()
      void purgeRemoved()
    },
    async runCycleAndWait() {
      await tracked(runCycle())
      await Promise.all([deliverAll(), purgeRemoved()])
      await guarded('refreshing warnings', () => warnings.refresh())
    },
    deliver: deliverAll,
    warnings: warnings,
    async stop() {
      stopping = true
      while (inProgress.size > 0) await Promise.all(inProgress)
    },
  }
}
