/** People as they are kept: their settings, accounts and names, and everything that is stored about a person. */
import type { Actor, ActorId, Address } from '../chat/invocation.ts'
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { Learner } from '../core/group.ts'
import type { IdleLearner } from '../core/idle.ts'
import type { Due } from './groups.ts'

/** A row as it is stored, by its columns. */
export type StoredRow = Readonly<Record<string, unknown>>

/** Everything that is stored about a person: rows by section, such as `completions`; sections without rows are left out. */
export type StoredPerson = Readonly<Record<string, readonly StoredRow[]>>

export type LearnerReader = {
  learnerOf(actorId: ActorId): Promise<Learner | undefined>
  learner(learnerId: string): Promise<Learner | undefined>
  /** The accounts of a learner on all platforms. */
  accountsOf(learnerId: string): Promise<ActorId[]>
  /** Learners whose direct messages fail and who do not know it yet. */
  unreachableLearners(): Promise<Learner[]>
  /** Learners who are in no group, and have been in none and used no command since a day or longer; with an id, only that learner. */
  idleLearners(until: PlainDate, learnerId?: string): Promise<IdleLearner[]>
  /** At most `max` learners whose private reminder is due, in order, after a given one. */
  learnersDue(now: Instant, after: Due | undefined, max: number): Promise<Due[]>
  /** Everything that is stored about the person with an account, learner or not; empty for an unknown account (design 4.8). */
  exportOf(actorId: ActorId): Promise<StoredPerson>
}

export type LearnerWriter = {
  /** Returns the learner with an account, created at the first call, and stores the name that the server or workspace uses now. */
  upsertLearner(actor: Actor, where: Pick<Address, 'workspace'>): Promise<Learner>
  saveLearner(learner: Learner): Promise<void>
  /** Sets the time of a learner's next private reminder. Returns false when another process has already changed it. */
  rescheduleLearner(learnerId: string, was: Instant, next: Instant): Promise<boolean>
  /** Deletes the person with an account, learner or not, and everything of theirs; ranks on kept boards stay as they are. */
  deletePerson(actorId: ActorId): Promise<void>
}

/** Notes around commands, each complete in itself (design 4). */
export type LearnerNotes = {
  /**
   * Stores the name that a server or workspace uses for an account now, and the day on which its person was last seen, if given. Writes only
   * where these differ, and nothing for an unknown account.
   */
  refreshName(actor: Actor, where: Pick<Address, 'workspace'>, seenOn?: PlainDate): Promise<void>
  /** Sets this day for learners without a day on which they were last seen; returns how many there were. */
  noteUnknownLastSeen(day: PlainDate): Promise<number>
}
