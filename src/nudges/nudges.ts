/** Nudges: what is owed is planned, delivered, and never sent twice. Time only comes from ticks. */
import type { Notices } from '../bot/notices.ts'
import { deliver } from './deliver.ts'
import type { Desk } from './desk.ts'
import { createNotices } from './notices.ts'
import { plan } from './plan.ts'
import { recover } from './recover.ts'
import { sweep } from './sweep.ts'

export type Nudges = {
  /** Once a minute: plans, and delivers what is due. Never rejects. */
  tick(): Promise<void>
  /** Delivers what is due, without planning: for what a command owes. Never rejects. */
  deliver(): Promise<void>
  /** What people should know besides. */
  notices: Notices
  /** Ends what is under way, and begins nothing more. */
  stop(): Promise<void>
}

export const createNudges = (desk: Desk): Nudges => {
  const { store, offices, log, clock } = desk
  const by = desk.newId()
  const notices = createNotices(store)
  let stopping = false
  let running: Promise<void> | undefined
  let wanted = false

  const guarded = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    if (stopping) return
    try {
      await work()
    } catch (error) {
      const remedy = error instanceof Error && 'remedy' in error ? { remedy: error.remedy } : {}
      log.error({ err: error instanceof Error && error.cause ? error.cause : error, ...remedy }, `${what} failed`)
    }
  }

  const deliverAll = async (): Promise<void> => {
    do {
      wanted = false
      // Each platform by itself: one that hangs keeps no other waiting.
      await Promise.all(
        offices.map((office) =>
          guarded(`delivering on ${office.platform}`, () =>
            deliver({ ...desk, office, by, isStopping: () => stopping }),
          ),
        ),
      )
    } while (wanted && !stopping)
  }

  /** One delivery at a time; what comes in between is looked at before it ends. */
  const deliverOnce = (): Promise<void> => {
    wanted = true
    running ??= deliverAll().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    async tick() {
      await guarded('planning', () => plan(desk))
      await guarded('marking what is late', () => store.expire(clock()))
      await guarded('recovering', () => recover(desk))
      if (!stopping) await deliverOnce()
      await guarded('looking for refusals', () => notices.refresh())
      await guarded('sweeping', () => sweep(desk))
    },
    deliver: deliverOnce,
    notices,
    async stop() {
      stopping = true
      await running
    },
  }
}
