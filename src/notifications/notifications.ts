/** Nudges: what is owed is planned, delivered, and never sent twice. Time only comes from ticks. */
import { presumedMemberships } from '../bot/memberships.ts'
import type { Warnings } from '../bot/warnings.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { deliver } from './deliver.ts'
import type { NotificationDeps, NotificationOptions } from './deps.ts'
import { purgeExpired } from './purge-expired.ts'
import { purgeIdle } from './purge-idle.ts'
import { createPurge } from './purge-removed.ts'
import { requeueExpired } from './requeue-expired.ts'
import { plan } from './schedule.ts'
import { createSingleFlight } from './single-flight.ts'
import { markUnconfirmed } from './unconfirmed.ts'
import { recordUnrecorded } from './unrecorded-results.ts'
import { createWarnings } from './warnings.ts'

export type Notifications = {
  /** Once a minute: plans, and begins to deliver. Settles before the deliveries do, which may take long. Never rejects. */
  runCycle(): Promise<void>
  /** A beat with its deliveries. Never rejects. */
  tick(): Promise<void>
  /** Delivers what is due, without planning: for what a command owes. Never rejects. */
  deliver(): Promise<void>
  /** What people should know besides. */
  notices: Warnings
  /** Ends what is under way, and begins nothing more. */
  stop(): Promise<void>
}

export const createNotifications = (parts: NotificationOptions): Notifications => {
  const deps: NotificationDeps = { memberships: presumedMemberships, ...parts, unrecorded: new Map() }
  const { store, senders, log, clock } = deps
  const workerId = deps.newId()
  const notices = createWarnings(store.reads)
  let stopping = false
  const isStopping = () => stopping
  const underWay = new Set<Promise<void>>()

  const guarded = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    if (stopping) return
    try {
      await work()
    } catch (error) {
      // The store tells the host of an outage by itself.
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, `${what} failed`)
    }
  }

  /** Whoever stops waits for this. */
  const tracked = (work: Promise<void>): Promise<void> => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }

  // Each platform by itself: one that hangs, or is not connected, keeps no other waiting.
  const deliveries = senders.map((sender) =>
    createSingleFlight(() =>
      guarded(`delivering on ${sender.platform}`, async () => {
        await recordUnrecorded(deps)
        await requeueExpired({ ...deps, senders: [sender] })
        await markUnconfirmed(sender, deps)
        await deliver({ ...deps, sender, workerId, isStopping })
      }),
    ),
  )

  // By itself, too: platforms are asked, and may take their time.
  const purge = createPurge({ ...deps, isStopping })
  const purging = createSingleFlight(() => guarded('purging', purge))
  const purgeRemoved = async (): Promise<void> => {
    if (!stopping) await tracked(purging.run())
  }

  const deliverAll = async (): Promise<void> => {
    if (!stopping) await Promise.all(deliveries.map(({ run }) => tracked(run())))
  }

  const runCycle = async () => {
    await guarded('planning', () => plan({ ...deps, isStopping }))
    await guarded('marking what is late', () => store.outbox.skipOverdue(clock()))
    await guarded('looking for refusals', () => notices.refresh())
    await guarded('looking for idle learners', () => purgeIdle({ ...deps, isStopping }))
    await guarded('sweeping', () => purgeExpired(deps))
  }

  return {
    async runCycle() {
      await tracked(runCycle())
      void deliverAll()
      void purgeRemoved()
    },
    async tick() {
      await tracked(runCycle())
      await Promise.all([deliverAll(), purgeRemoved()])
      await guarded('looking for refusals', () => notices.refresh())
    },
    deliver: deliverAll,
    notices,
    async stop() {
      stopping = true
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
