/** What the bot owes to a channel or a person, and what became of it: the rows of the ledger. */
import type { Instant, PlainDate } from './calendar.ts'

/**
 * `week`: what this week is for; `end`: the summary after the last week; `extra`: a weekly post that an organizer asked for;
 * `stage`: a learner finished a stage; `organizer`: somebody else organizes the group now; `change`: an organizer
 * changed the group; `reminder`: the private reminder of one learner; also private are `deletion` (their data will be deleted) and `member` (what became
 * of a member).
 */
export const messageKinds = [
  'week',
  'end',
  'extra',
  'stage',
  'organizer',
  'change',
  'reminder',
  'deletion',
  'member',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** What a group's channel, or its organizers, read. */
export type GroupPostKind = Exclude<MessageKind, 'reminder' | 'deletion' | 'member'>

/** Why something was not sent. */
export type SkipReason =
  | 'late'
  | 'moved'
  | 'paused'
  | 'superseded'
  | 'off'
  | 'refused'
  | 'blocked'
  | 'ended'
  | 'taken-back'
  | 'hidden'
  | 'left'
  | 'logged'
  | 'nothing-planned'
  | 'returned'

export type NewOutboxMessage = {
  /** The same thing has the same id, however often it is planned. */
  id: string
  kind: MessageKind
  groupId?: string
  /** Whom it is about, or for. */
  learnerId?: string
  /** Only a process that serves this platform can send it. */
  platform: string
  /** Posts of one lane never go out at the same time: a group's channel, or a person. */
  orderingKey: string
  /** The Monday of its week. */
  week?: PlainDate
  /** What an announcement is about, such as a stage's id. */
  about?: string
  dueAt: Instant
}

/**
 * `claimed`: a process has it; `sending`: it is handed to the platform; `unconfirmed`: it was sent, and the platform did not confirm it.
 */
export const messageStates = ['pending', 'claimed', 'sending', 'sent', 'skipped', 'unconfirmed'] as const
type PostState = (typeof messageStates)[number]

export type OutboxMessage = NewOutboxMessage & {
  state: PostState
  /** How often it was tried. */
  attempts: number
  /** Not before this instant; of a claimed one, the end of the lease. */
  nextAt: Instant
  claimedAt?: Instant
  /** Since when it may have arrived, though nobody said so: the first attempt of which nobody heard. */
  firstUnconfirmedAt?: Instant
  /** Of a skipped one; or, for the log, why the last attempt failed. */
  reason?: string
  completedAt?: Instant
}

/** The id of a group's post for a week: whether it is an ordinary one or the last, there is one. */
export const weeklyMessageId = (groupId: string, week: PlainDate): string => `week ${groupId} ${week.toString()}`

export const reminderMessageId = (learnerId: string, week: PlainDate): string =>
  `reminder ${learnerId} ${week.toString()}`

/** One a week at most: where nobody could send it in time, it is tried again in the next. */
export const deletionPostId = (learnerId: string, week: PlainDate): string => `deletion ${learnerId} ${week.toString()}`
