/** A platform's refusal for good: it will not take posts for a group until somebody does something about it. */
import type { Instant } from './calendar.ts'

export const blockReasons = ['channel-gone', 'removed', 'no-access', 'no-permission', 'archived', 'rejected'] as const

/** `removed`: the bot is no longer in the channel, or in the server or workspace; `rejected`: the platform holds the content for impermissible. */
export type BlockReason = (typeof blockReasons)[number]

export type DeliveryBlock = { kind: BlockReason; since: Instant }
