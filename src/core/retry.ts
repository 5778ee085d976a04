/** When to try again what a platform did not take for a passing reason. */
import type { Instant } from './calendar.ts'

const [first, longest] = [30, 1800]

/**
 * The next attempt after so many: 30 seconds, doubling up to 30 minutes, of which `random` (from 0 to 1) takes away up to half, so
 * that many that failed together do not come back together.
 */
export const retryAfter = (now: Instant, attempts: number, random: number): Instant => {
  const seconds = Math.min(longest, first * 2 ** Math.min(attempts - 1, 10))
  return now.add({ milliseconds: Math.round(1000 * seconds * (1 - random / 2)) })
}
