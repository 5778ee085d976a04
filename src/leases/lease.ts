/** One lease: taken, renewed, and held for as long as is certain. When to ask is for others to say. */
import { inTime } from '../bot/in-time.ts'
import type { Lease, LeaseState, Leases } from '../bot/leases.ts'
import type { Log } from '../bot/log.ts'
import type { Instant } from '../core/calendar.ts'

type Parts = {
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

/** How long the end waits for the database, in milliseconds. */
const farewellTime = 1000

export const createLease = ({ leases, name, holder, clock, log, duration = 20_000 }: Parts): Lease => {
  /** The clock on the wall goes on while the machine sleeps, but it may be set; the other cannot be, and stands still meanwhile. */
  const now = () => ({ wall: clock().epochMilliseconds, steady: performance.now() })
  /** When the latest request that was granted was sent: the database cannot have counted from earlier. */
  let granted: ReturnType<typeof now> | undefined
  let isLost = false
  let isClosed = false
  let isFailing = false
  let asking: Promise<LeaseState> | undefined

  const isOver = (since: ReturnType<typeof now>): boolean => {
    const { wall, steady } = now()
    return Math.max(wall - since.wall, steady - since.steady) >= duration * (1 - margin)
  }

  const state = (): LeaseState => {
    if (isLost || isClosed) return 'lost'
    return granted && !isOver(granted) ? 'held' : 'unsure'
  }

  const askNow = async (): Promise<LeaseState> => {
    const sent = now()
    try {
      const isTaken = await leases.take({ name, holder, milliseconds: duration })
      // Slept through: what was granted is worth nothing any more.
      if (isTaken && isOver(sent)) return await askNow()
      isLost = !isTaken
      granted = isTaken ? sent : undefined
      isFailing = false
    } catch (error) {
      // An outage is told once; the rest of it is in the log of whoever uses the database.
      if (!isFailing) log.warn({ err: error, lease: name }, 'the database cannot be asked for a lease')
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
      await inTime(giveBack(), farewellTime)
    },
  }
}
