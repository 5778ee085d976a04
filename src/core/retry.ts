/** When to retry a message that a platform did not accept for a passing reason. */
import type { Instant } from './calendar.ts'

/** In seconds. */
const [firstDelay, maxDelay] = [30, 1800]

/**
 * The next attempt after so many: 30 seconds, doubling up to 30 minutes. `random` (from 0 to 1) shortens the delay by up to
 * half, so that messages that failed together are not retried together.
 */
export const retryAfter = (now: Instant, attempts: number, random: number): Instant => {
  const seconds = Math.min(maxDelay, firstDelay * 2 ** Math.min(attempts - 1, 10))
  return now.add({ milliseconds: Math.round(1000 * seconds * (1 - random / 2)) })
}
