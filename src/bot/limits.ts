/** Limits of what one person may ask of a bot that others use as well (design 5, `RATE_LIMIT`). */
import type { ActorId } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'

/** Takes one of the person's commands; where none is left, after how many seconds there is one. `spared`: so many are left for others. */
export type RateLimit = (actor: ActorId, now: Instant, options?: { spared: number }) => number | undefined

/** One request of somebody, which a channel may be told about. */
type PublicTurn = {
  /** Whether a channel may read something because of it; asked again, the same. */
  take(): boolean
  /** The channel reads nothing after all; nothing more can be taken. */
  release(): void
}

/** Begins a request of a person. */
export type PublicLimit = (actor: ActorId, now: Instant) => PublicTurn

export type Limits = { commands: RateLimit; publicAnswers: PublicLimit }

export const withoutLimits: Limits = {
  commands: () => undefined,
  publicAnswers: () => ({ take: () => true, release: () => {} }),
}
