/** Tells the host of requests that were refused: once a minute at most, with their number, so that a stranger cannot fill the log. */

import type { Instant } from '../../../core/calendar.ts'
import type { Log } from '../../../ports/log.ts'

/** In milliseconds. */
const pause = 60_000

export const createRefusals = ({ log, clock }: { log: Log; clock: () => Instant }) => {
  const counts = new Map<string, number>()
  let next = Number.NEGATIVE_INFINITY

  const tell = () => {
    if (counts.size === 0) return
    log.warn({ refused: Object.fromEntries(counts) }, 'requests over HTTP were refused')
    counts.clear()
  }
  return {
    count(reason: string) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
      const now = clock().epochMilliseconds
      if (now < next) return
      next = now + pause
      tell()
    },
    /** The rest, when the bot is stopped. */
    tell,
  }
}
