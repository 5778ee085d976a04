/** What became of a post, as a platform says. */
import type { Instant } from '../core/calendar.ts'
import type { RefusalKind } from '../core/refusal.ts'

export type Posted =
  /** Taken; with the platform's own name for it. */
  | { sent: string }
  /** Not taken, for a passing reason; not to be tried before `retryAt`, where the platform names a time. */
  | { failed: string; retryAt?: Instant }
  /** Not taken, and it never will be as things are. */
  | { refused: RefusalKind }
  /** Nobody can say: it was sent, and no answer came. */
  | { unknown: string }
