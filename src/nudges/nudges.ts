/** Nudges: what is owed is planned, delivered, and never sent twice. Time only comes from ticks. */
import { presumedMemberships } from '../bot/memberships.ts'
import type { Notices } from '../bot/notices.ts'
import { StoreUnavailable } from '../bot/store.ts'
import { deliver } from './deliver.ts'
import type { Desk, Parts } from './desk.ts'
import { createNotices } from './notices.ts'
import { plan } from './plan.ts'
import { purgeIdle } from './purge-idle.ts'
import { createPurge } from './purge-removed.ts'
import { recover } from './recover.ts'
import { settleKept } from './settling.ts'
import { createSingleFlight } from './single-flight.ts'
import { sweep } from './sweep.ts'
import { markUnconfirmed } from './unconfirmed.ts'

export type Nudges = {
  /** Once a minute: plans, and begins to deliver. Settles before the deliveries do, which may take long. Never rejects. */
  beat(): Promise<void>
  /** A beat with its deliveries. Never rejects. */
  tick(): Promise<void>
  /** Delivers what is due, without planning: for what a command owes. Never rejects. */
  deliver(): Promise<void>
  /** What people should know besides. */
  notices: Notices
  /** Ends what is under way, and begins nothing more. */
  stop(): Promise<void>
}

export const createNudges = (parts: Parts): Nudges => {
  const desk: Desk = { memberships: presumedMemberships, ...parts, unsettled: new Map() }
  const { store, offices, log, clock } = desk
  const by = desk.newId()
  const notices = createNotices(store)
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
  const deliveries = offices.map((office) =>
    createSingleFlight(() =>
      guarded(`delivering on ${office.platform}`, async () => {
        await settleKept(desk)
        await recover({ ...desk, offices: [office] })
        await markUnconfirmed(office, desk)
        await deliver({ ...desk, office, by, isStopping })
      }),
    ),
  )

  // By itself, too: platforms are asked, and may take their time.
  const purge = createPurge({ ...desk, isStopping })
  const purging = createSingleFlight(() => guarded('purging', purge))
  const purgeRemoved = async (): Promise<void> => {
    if (!stopping) await tracked(purging.run())
  }

  const deliverAll = async (): Promise<void> => {
    if (!stopping) await Promise.all(deliveries.map(({ run }) => tracked(run())))
  }

  const beat = async () => {
    await guarded('planning', () => plan({ ...desk, isStopping }))
    await guarded('marking what is late', () => store.expire(clock()))
    await guarded('looking for refusals', () => notices.refresh())
    await guarded('looking for idle learners', () => purgeIdle({ ...desk, isStopping }))
    await guarded('sweeping', () => sweep(desk))
  }

  return {
    async beat() {
      await tracked(beat())
      void deliverAll()
      void purgeRemoved()
    },
    async tick() {
      await tracked(beat())
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
