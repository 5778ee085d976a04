/** Limits of what one person may ask of a bot that others use as well (design 5, `RATE_LIMIT`). */
import type { ActorId } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'

/** Takes one token; if none is left, returns after how many seconds there is one. `spared`: the number of tokens to leave. */
export type RateLimit = (actor: ActorId, now: Instant, options?: { spared: number }) => number | undefined

/** One request of a person, which may have a public answer or post. */
type PublicTurn = {
  /** Whether it may have something public; the same on every call. */
  take(): boolean
  /** Nothing public came of it; later calls of `take` return false. */
  release(): void
}

/** Begins a request of a person. */
export type PublicLimit = (actor: ActorId, now: Instant) => PublicTurn

export type Limits = { commands: RateLimit; publicAnswers: PublicLimit }

export const withoutLimits: Limits = {
  commands: () => undefined,
  publicAnswers: () => ({ take: () => true, release: () => {} }),
}
