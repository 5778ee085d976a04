/**
 * The ledger of posts: what is owed is claimed with a lease by one process, sent, and settled. Each call is one statement, and
 * complete by itself.
 */
import type { Instant } from '../core/calendar.ts'
import type { Post, SkipReason } from '../core/post.ts'

/** A post that a process holds. */
export type Claimed = Post & { claimedBy: string }

type Claim = {
  platform: string
  /** The process. */
  by: string
  now: Instant
  /** The end of the lease: whoever has not settled by then is held for dead. */
  until: Instant
  most: number
}

/** What became of a claimed post; `owed`: to be tried again. */
type Settlement =
  | { state: 'sent' }
  | { state: 'unknown' }
  | { state: 'skipped'; reason: SkipReason }
  | { state: 'owed'; nextAt: Instant; reason: string }

/** Something that falls due, as a place in the order of due things. */
export type Due = { id: string; dueAt: Instant }

export type Ledger = {
  /** Groups whose weekly time has come, the longest due first, from after a place on. */
  groupsDue(now: Instant, after: Due | undefined, most: number): Promise<Due[]>
  /** Learners whose private nudge has come. */
  learnersDue(now: Instant, after: Due | undefined, most: number): Promise<Due[]>
  /** Takes posts that are due, of each lane one at most, and none of a lane of which one is claimed. */
  claim(claim: Claim): Promise<Claimed[]>
  /** Only of whoever claimed it; false when that was somebody else meanwhile. */
  settle(post: Claimed, settlement: Settlement, at: Instant): Promise<boolean>
  /** Claimed posts whose lease is over. */
  lapsed(now: Instant): Promise<Claimed[]>
  /** Marks what is too late to be sent; how many there were. */
  expire(now: Instant): Promise<number>
  /** Forgets what was settled before an instant, but not that a group was told of its end. */
  forget(before: Instant): Promise<number>
  /** Forgets drafts of before an instant. */
  forgetDrafts(before: Instant): Promise<number>
}
