/** A message of the outbox: due to a channel or a person, with its state. */
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

/** Kinds for a group's channel or organizers. */
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
  /** The same message has the same id, however often it is scheduled. */
  id: string
  kind: MessageKind
  groupId?: string
  /** The learner whom it is about, or for. */
  learnerId?: string
  /** Only a process that serves this platform can send it. */
  platform: string
  /** Messages with the same key are sent one after the other: a group's id, or a learner's. */
  orderingKey: string
  /** The Monday of its week. */
  week?: PlainDate
  /** The subject of an announcement, such as a stage's id. */
  about?: string
  dueAt: Instant
}

/**
 * `claimed`: a process has it; `sending`: it is handed to the platform; `unconfirmed`: it was sent, and the platform did not confirm it.
 */
export const messageStates = ['pending', 'claimed', 'sending', 'sent', 'skipped', 'unconfirmed'] as const
type MessageState = (typeof messageStates)[number]

export type OutboxMessage = NewOutboxMessage & {
  state: MessageState
  /** The number of attempts so far. */
  attempts: number
  /** No attempt before this instant; for a claimed message, the end of the lease. */
  nextAt: Instant
  claimedAt?: Instant
  /** Start of the first attempt whose result is not known: since then it may have arrived. */
  firstUnconfirmedAt?: Instant
  /** Why it was skipped; or, for the log, why the last attempt failed. */
  reason?: string
  completedAt?: Instant
}

/** The id of a group's post for a week: whether it is an ordinary one or the last, there is one. */
export const weeklyMessageId = (groupId: string, week: PlainDate): string => `week ${groupId} ${week.toString()}`

export const reminderMessageId = (learnerId: string, week: PlainDate): string =>
  `reminder ${learnerId} ${week.toString()}`

/** One a week at most: if it could not be sent in time, it is tried again in the next. */
export const deletionMessageId = (learnerId: string, week: PlainDate): string =>
  `deletion ${learnerId} ${week.toString()}`
