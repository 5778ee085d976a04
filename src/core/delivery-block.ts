/** A delivery block: the platform refuses every message for a group until somebody changes something there. */
import type { Instant } from './calendar.ts'

export const blockReasons = ['channel-gone', 'removed', 'no-access', 'no-permission', 'archived', 'rejected'] as const

/** `removed`: the bot is no longer in the channel, or in the server or workspace; `rejected`: the platform does not allow the content. */
export type BlockReason = (typeof blockReasons)[number]

export type DeliveryBlock = { kind: BlockReason; since: Instant }
