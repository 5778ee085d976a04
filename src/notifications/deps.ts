/** What the parts of the nudges share. */

import type { Memberships } from '../bot/memberships.ts'
import type { MessageSender } from '../chat/message-sender.ts'
import type { Instant } from '../core/calendar.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Database } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'
import type { ClaimedMessage, DeliveryOutcome } from '../ports/outbox.ts'

/** What nudges are made of. */
export type NotificationOptions = {
  store: Database
  roadmaps: readonly Roadmap[]
  /** The platforms that this process serves. */
  senders: readonly MessageSender[]
  clock: () => Instant
  log: Log
  newId: () => string
  /** Whether people who are written to are still where their groups meet; presumed without it. */
  memberships?: Memberships
  /** From 0 to 1, for spreading what is tried again. */
  random: () => number
  /** How many milliseconds a platform may take for a post; 20,000, less than a lease. */
  timeoutMs?: number
}

export type NotificationDeps = NotificationOptions & {
  memberships: Memberships
  /** What became of posts, while the database could not be told. */
  unrecorded: UnrecordedResults
}

/** By the message's id. */
type UnrecordedResults = Map<string, { post: ClaimedMessage; deliveryOutcome: DeliveryOutcome }>
