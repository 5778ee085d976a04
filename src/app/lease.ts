/** One lease: taken, renewed, and held for as long as is certain. When to ask is for others to say. */
import { withTimeout } from '../bot/with-timeout.ts'
import type { Instant } from '../core/calendar.ts'
import { errorWords } from '../errors/logged-error.ts'
import type { Lease, LeaseState, Leases } from '../ports/leases.ts'
import type { Log } from '../ports/log.ts'

type LeaseDeps = {
  leases: Leases
  name: string
  /** This process. */
  holder: string
  clock: () => Instant
  log: Log
  /** Milliseconds; 20,000. */
  duration?: number
}

/** Clocks do not run at quite the same speed: whoever holds a lease stops so much earlier than another may begin. In parts of its duration. */
const margin = 0.05

/**
 * Two clocks are believed, whichever is later: the one on the wall goes on while the machine sleeps, but may be set back; a timer runs by
 * one that nobody can set, and stands still meanwhile.
 */
type Grant = { sentAt: Instant; isTimeUp: boolean; timer: NodeJS.Timeout }

/** How long the end waits for the database, in milliseconds. */
const closeTimeoutMs = 1000

export const createLease = ({ leases, name, holder, clock, log, duration = 20_000 }: LeaseDeps): Lease => {
  /** The latest grant; undefined where there is none. */
  let granted: Grant | undefined
  let isLost = false
  let isClosed = false
  let isFailing = false
  let asking: Promise<LeaseState> | undefined

  const confirm = duration * (1 - margin)

  /** Begins when the request is sent: the database cannot have counted from earlier. */
  const beginGrant = (): Grant => {
    const grant: Grant = { sentAt: clock(), isTimeUp: false, timer: setTimeout(() => (grant.isTimeUp = true), confirm) }
    grant.timer.unref()
    return grant
  }

  const isOver = ({ isTimeUp, sentAt }: Grant): boolean =>
    isTimeUp || clock().epochMilliseconds - sentAt.epochMilliseconds >= confirm

  const state = (): LeaseState => {
    if (isLost || isClosed) return 'lost'
    return granted && !isOver(granted) ? 'held' : 'unsure'
  }

  const askNow = async (): Promise<LeaseState> => {
    const grant = beginGrant()
    try {
      const isTaken = await leases.take({ name, holder, milliseconds: duration })
      // Slept through: what was granted is worth nothing any more.
      if (isTaken && isOver(grant)) return await askNow()
      isLost = !isTaken
      clearTimeout(granted?.timer)
      granted = isTaken ? grant : undefined
      isFailing = false
    } catch (error) {
      // An outage is told once; the rest of it is in the log of whoever uses the database.
      if (!isFailing) log.warn({ why: errorWords(error), lease: name }, 'the database cannot be asked for a lease')
      isFailing = true
    }
    return state()
  }

  const ask = (): Promise<LeaseState> => {
    if (isClosed) return Promise.resolve('lost')
    asking ??= askNow().finally(() => {
      asking = undefined
    })
    return asking
  }

  const giveBack = async () => {
    try {
      if (granted) await leases.release({ name, holder })
    } catch (error) {
      log.warn({ err: error, lease: name }, 'a lease could not be given back: it ends by itself')
    }
    await leases.close()
  }

  return {
    state,
    ask,
    async close() {
      isClosed = true
      // It would take the lease again.
      await asking
      await withTimeout(giveBack(), closeTimeoutMs)
    },
  }
}
