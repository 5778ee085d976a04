/** One lease as this process holds it. It counts as held only while it is certain; the caller decides when to renew it. */
import { withTimeout } from '../bot/with-timeout.ts'
import type { Instant } from '../core/calendar.ts'
import { errorWords } from '../errors/logged-error.ts'
import type { Lease, LeaseState, Leases } from '../ports/leases.ts'
import type { Log } from '../ports/log.ts'

type LeaseDeps = {
  leases: Leases
  name: string
  /** The id of this process. */
  holder: string
  clock: () => Instant
  log: Log
  /** Milliseconds until the lease expires; 20,000. */
  duration?: number
}

/** Clocks run at slightly different speeds: the holder stops this part of the duration earlier than another process can begin. */
const margin = 0.05

/**
 * Two clocks decide, whichever is later: the wall clock goes on while the machine sleeps but may be set back; the timer cannot be set back
 * but stops while the machine sleeps.
 */
type Grant = { sentAt: Instant; isTimeUp: boolean; timer: NodeJS.Timeout }

/** How long `close` waits for the database; in milliseconds. */
const closeTimeoutMs = 1000

export const createLease = ({ leases, name, holder, clock, log, duration = 20_000 }: LeaseDeps): Lease => {
  /** The latest grant; undefined where there is none. */
  let granted: Grant | undefined
  let isLost = false
  let isClosed = false
  let isFailing = false
  let asking: Promise<LeaseState> | undefined

  const certainMs = duration * (1 - margin)

  /** Counts from when the request is sent: the database counts from that time or later. */
  const beginGrant = (): Grant => {
    const grant: Grant = {
      sentAt: clock(),
      isTimeUp: false,
      timer: setTimeout(() => (grant.isTimeUp = true), certainMs),
    }
    grant.timer.unref()
    return grant
  }

  const isOver = ({ isTimeUp, sentAt }: Grant): boolean =>
    isTimeUp || clock().epochMilliseconds - sentAt.epochMilliseconds >= certainMs

  const state = (): LeaseState => {
    if (isLost || isClosed) return 'lost'
    return granted && !isOver(granted) ? 'held' : 'unsure'
  }

  const askNow = async (): Promise<LeaseState> => {
    const grant = beginGrant()
    try {
      const isTaken = await leases.take({ name, holder, milliseconds: duration })
      // The machine slept: the grant has expired.
      if (isTaken && isOver(grant)) return await askNow()
      isLost = !isTaken
      clearTimeout(granted?.timer)
      granted = isTaken ? grant : undefined
      isFailing = false
    } catch (error) {
      // One line for an outage; the store logs the rest.
      if (!isFailing) log.warn({ why: errorWords(error), lease: name }, 'the database cannot be reached for a lease')
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

  const release = async () => {
    try {
      if (granted) await leases.release({ name, holder })
    } catch (error) {
      log.warn({ err: error, lease: name }, 'a lease could not be released; it expires by itself')
    }
    await leases.close()
  }

  return {
    state,
    ask,
    async close() {
      isClosed = true
      // A request in progress would take the lease again.
      await asking
      await withTimeout(release(), closeTimeoutMs)
    },
  }
}
