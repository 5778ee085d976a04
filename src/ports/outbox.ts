/**
 * The outbox: messages wait in it as rows, one process claims each with a lease, sends it, and records the result. Each call of the
 * worker is one statement and complete in itself.
 */
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { MessageKind, NewOutboxMessage, OutboxMessage, SkipReason } from '../core/outbox-message.ts'

export type OutboxReader = {
  /** The latest messages for a group's channel, the latest first; `weekly`: only weekly posts. */
  postsOf(groupId: string, max: number, which?: 'weekly'): Promise<OutboxMessage[]>
  /** The Monday of the latest week in which the group's end was announced, or is about to be. */
  endAnnouncedIn(groupId: string): Promise<PlainDate | undefined>
}

export type OutboxWriter = {
  /** Adds messages, pending or already skipped; returns how many of them were new. */
  enqueue(messages: readonly (NewOutboxMessage & { skipped?: SkipReason })[], at: Instant): Promise<number>
  /** Makes messages pending again that were skipped for this reason and fell due after an instant; returns how many there were. */
  requeueSkipped(groupId: string, reason: SkipReason, since: Instant): Promise<number>
  /** Skips all pending messages for a group's channel. */
  cancelPending(groupId: string, reason: SkipReason, at: Instant): Promise<void>
}

/** A message that a process has claimed. */
export type ClaimedMessage = OutboxMessage & { claimedBy: string }

type Claim = {
  platform: string
  /** The process. */
  workerId: string
  now: Instant
  /** The end of the lease: a worker without a result by then counts as dead. */
  until: Instant
  limit: number
}

/** The result for a claimed message; `pending`: it is sent again later, and `unconfirmed` says whether it may have arrived. */
export type DeliveryOutcome =
  /** With its final kind: the post of a week can turn out to be the last one. */
  | { state: 'sent'; kind?: MessageKind }
  | { state: 'unconfirmed' }
  | { state: 'skipped'; reason: SkipReason }
  | { state: 'pending'; nextAt: Instant; reason: string; unconfirmed: boolean }

/** The port of the worker that sends messages. */
export type Outbox = {
  /** Claims messages that are due, at most one per ordering key, and none with a key of which one is claimed. */
  claim(claim: Claim): Promise<ClaimedMessage[]>
  /** Notes that a claimed message is about to be sent; false when the lease is over. From here on it may have arrived. */
  markSending(message: ClaimedMessage, at: Instant): Promise<boolean>
  /** Records the result of a claimed message; false when another process has claimed it since. */
  complete(message: ClaimedMessage, outcome: DeliveryOutcome, at: Instant): Promise<boolean>
  /** Claimed messages, being sent or not, whose lease is over. */
  expiredLeases(now: Instant): Promise<ClaimedMessage[]>
  /** Skips pending messages that are too late; returns how many. Messages that may have arrived become unconfirmed instead. */
  skipOverdue(now: Instant): Promise<number>
  /** Marks pending messages as unconfirmed that may have arrived before an instant: the platform may have forgotten their keys. */
  markUnconfirmed(doubt: { platform: string; since: Instant; now: Instant }): Promise<OutboxMessage[]>
  /** Deletes messages that were completed before an instant, but keeps the announcement of a group's end; returns how many. */
  deleteBefore(before: Instant): Promise<number>
}
