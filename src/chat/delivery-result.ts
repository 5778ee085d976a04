/** The result of sending a message to a platform. */
import type { Instant } from '../core/calendar.ts'
import type { BlockReason } from '../core/delivery-block.ts'

/** The request never left, or the platform said that it took nothing. */
export type NotSent =
  /** For a passing reason, or for one of our own; not to be tried before `retryAt`, where the platform names a time. */
  | { failed: string; retryAt?: Instant }
  /** The platform said so about this very channel, or this very person: it will take no post as things are. */
  | { refused: BlockReason }
  /** The platform does not let this content through; another post may pass. */
  | { rejected: string }

export type DeliveryResult =
  /** Taken; with the platform's own name for it. */
  | { sent: string }
  | NotSent
  /** It was sent, and no reliable answer came: it may have arrived. */
  | { unconfirmed: string }

/** A message that is rendered and has its address: all that is left is the one request, and only that can leave doubt. */
export type ReadyMessage = { send(): Promise<DeliveryResult> }
