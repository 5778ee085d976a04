/**
 * The ledger of posts: what is owed is claimed with a lease by one process, sent, and settled. Each call is one statement, and
 * complete by itself.
 */
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { MessageKind, OutboxMessage, SkipReason } from '../core/outbox-message.ts'

/** A post that a process holds. */
export type ClaimedMessage = OutboxMessage & { claimedBy: string }

type Claim = {
  platform: string
  /** The process. */
  workerId: string
  now: Instant
  /** The end of the lease: whoever has not settled by then is held for dead. */
  until: Instant
  limit: number
}

/** What became of a claimed post; `owed`: to be tried again, and whether it may have arrived all the same. */
export type DeliveryOutcome =
  /** With the kind that it was in the end: a week's post can turn out to be the last. */
  | { state: 'sent'; kind?: MessageKind }
  | { state: 'unconfirmed' }
  | { state: 'skipped'; reason: SkipReason }
  | { state: 'pending'; nextAt: Instant; reason: string; unconfirmed: boolean }

/** Something that falls due, as a place in the order of due things. */
export type Due = { id: string; dueAt: Instant }

export type Outbox = {
  /** Groups whose weekly time has come, the longest due first, from after a place on. */
  groupsDue(now: Instant, after: Due | undefined, most: number): Promise<Due[]>
  /** Learners whose private reminder has come. */
  learnersDue(now: Instant, after: Due | undefined, most: number): Promise<Due[]>
  /** Takes posts that are due, of each lane one at most, and none of a lane of which one is claimed. */
  claim(claim: Claim): Promise<ClaimedMessage[]>
  /** Notes that a claimed post is about to be handed over; false when the lease is over. From here on it may have arrived. */
  markSending(message: ClaimedMessage, at: Instant): Promise<boolean>
  /** Only of whoever claimed it; false when that was somebody else meanwhile. */
  complete(message: ClaimedMessage, deliveryOutcome: DeliveryOutcome, at: Instant): Promise<boolean>
  /** Claimed posts, handed over or not, whose lease is over. */
  expiredLeases(now: Instant): Promise<ClaimedMessage[]>
  /** Marks what is too late to be sent; how many there were. What may have arrived is unknown, and not late. */
  skipOverdue(now: Instant): Promise<number>
  /** Marks what waits for another attempt, but has been in doubt since before an instant: the platform may have forgotten its key. */
  markUnconfirmed(doubt: { platform: string; since: Instant; now: Instant }): Promise<OutboxMessage[]>
  /** Forgets what was settled before an instant, but not that a group was told of its end. */
  deleteBefore(before: Instant): Promise<number>
  /** Learners of whom it is not known when they were last seen count as seen on this day. */
  noteUnknownLastSeen(day: PlainDate): Promise<number>
  /** Forgets stored actions that are on no card since before an instant. */
  deleteActionsBefore(before: Instant): Promise<number>
}
