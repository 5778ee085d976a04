/** Logs refused requests: at most once a minute, with their numbers, so that a stranger cannot fill the log. */

import type { Instant } from '../../../core/calendar.ts'
import type { Log } from '../../../ports/log.ts'

/** Milliseconds between two lines. */
const interval = 60_000

export const createRefusals = ({ log, clock }: { log: Log; clock: () => Instant }) => {
  const counts = new Map<string, number>()
  let next = Number.NEGATIVE_INFINITY

  const report = () => {
    if (counts.size === 0) return
    log.warn({ refused: Object.fromEntries(counts) }, 'Slack: requests over HTTP were refused')
    counts.clear()
  }
  return {
    count(reason: string) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
      const now = clock().epochMilliseconds
      if (now < next) return
      next = now + interval
      report()
    },
    /** Logs the rest when the bot is stopped. */
    report,
  }
}
