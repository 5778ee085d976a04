/** A clock that the test moves; it is told local times of Berlin. */
import { Temporal } from 'temporal-polyfill'

export const createTestClock = (start: string) => {
  const instantAt = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').toInstant()
  let now = instantAt(start)
  return {
    clock: () => now,
    at(local: string) {
      now = instantAt(local)
    },
    pass(duration: { minutes: number }) {
      now = now.add(duration)
    },
  }
}
