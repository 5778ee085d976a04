/** How long to wait before the next attempt. */
import type { Instant } from './calendar.ts'

type BackOff = { firstMs: number; maxMs: number }

/** Milliseconds to wait after so many failures in a row: `firstMs`, doubling up to `maxMs`; 0 after none. */
export const backOff = (failures: number, { firstMs, maxMs }: BackOff): number =>
  failures <= 0 ? 0 : Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30))

/**
 * The time of the next attempt to send a message after so many (1 or more): 30 seconds later, doubling up to 30 minutes. `random`
 * (from 0 to 1) takes away up to half, so that messages that failed together are not repeated together.
 */
export const retryAfter = (now: Instant, attempts: number, random: number): Instant => {
  const wait = backOff(attempts, { firstMs: 30_000, maxMs: 1_800_000 })
  return now.add({ milliseconds: Math.round(wait * (1 - random / 2)) })
}
