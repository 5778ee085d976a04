/** The dependencies that all files of notifications share. */

import type { Memberships } from '../bot/memberships.ts'
import type { MessageSender } from '../chat/message-sender.ts'
import type { Instant } from '../core/calendar.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Database } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'
import type { ClaimedMessage, DeliveryOutcome } from '../ports/outbox.ts'

/** The dependencies that the composition root passes. */
export type NotificationOptions = {
  store: Database
  roadmaps: readonly Roadmap[]
  /** The platforms that this process serves. */
  senders: readonly MessageSender[]
  clock: () => Instant
  log: Log
  newId: () => string
  /** Checks whether recipients are still in their groups' servers and workspaces; without it, they are presumed to be. */
  memberships?: Memberships
  /** From 0 to 1, for spreading retries. */
  random: () => number
  /** How long a platform may take for a message, in milliseconds; 20,000 by default, less than a lease. */
  timeoutMs?: number
}

export type NotificationDeps = NotificationOptions & {
  memberships: Memberships
  /** Results that could not be recorded while the database was unavailable. */
  unrecorded: UnrecordedResults
}

/** By the message's id. */
type UnrecordedResults = Map<string, { message: ClaimedMessage; outcome: DeliveryOutcome }>
