/** The soak's clock: it runs as the one on the wall does, and is set ahead in steps. Platforms and bot share it. */
import { Temporal } from 'temporal-polyfill'

export const createMovedClock = (start: string) => {
  let ahead = Temporal.Instant.from(start).epochMilliseconds - Date.now()
  const now = () => Date.now() + ahead
  return {
    /** Milliseconds since 1970. */
    now,
    instant: () => Temporal.Instant.fromEpochMilliseconds(now()),
    /** How far it is ahead of the clock on the wall, in milliseconds. */
    ahead: () => ahead,
    move(milliseconds: number) {
      ahead += milliseconds
    },
  }
}

export type MovedClock = ReturnType<typeof createMovedClock>
