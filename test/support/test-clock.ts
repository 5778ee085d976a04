/** A clock that stands still until the test moves it: the one way to move time in tests. It reads local times, of Berlin by default. */
import { Temporal } from 'temporal-polyfill'

/** `between`: how much time passes after each line that somebody sends; none by default. */
export type ClockOptions = { zone?: string; between?: Temporal.DurationLike }

export const createTestClock = (start: string, { zone = 'Europe/Berlin', between }: ClockOptions = {}) => {
  const instantAt = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
  let now = instantAt(start)
  return {
    clock: () => now,
    /** Sets the clock to a local date and time. */
    at(local: string) {
      now = instantAt(local)
    },
    pass(duration: Temporal.DurationLike) {
      now = now.add(duration)
    },
    /** Called by the worlds after each line: lets the time `between` lines pass. */
    afterLine() {
      if (between) now = now.add(between)
    },
  }
}
