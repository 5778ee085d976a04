/**
 * The database as the rest of the bot sees it: small ports to read from, and transactions to change something. Each change happens
 * completely or not at all. All calls throw StoreUnavailable while the database cannot be used.
 */
import type { Instant } from '../core/calendar.ts'
import type { ClosedWeekReader, ClosedWeekWriter } from './closed-weeks.ts'
import type { GroupReader, GroupWriter } from './groups.ts'
import type { LearnerNotes, LearnerReader, LearnerWriter } from './learners.ts'
import type { Outbox, OutboxReader, OutboxWriter } from './outbox.ts'
import type { ProgressReader, ProgressWriter } from './progress.ts'
import type { StoredActionReader, StoredActionRepository } from './stored-actions.ts'

/** All that can be read, as one object, so that a function names only the ports that it uses. */
export type Readers = GroupReader &
  LearnerReader &
  ProgressReader &
  ClosedWeekReader &
  OutboxReader &
  StoredActionReader

/** The repositories inside a transaction, which read its own writes. */
export type Repositories = Readers & GroupWriter & LearnerWriter & ProgressWriter & ClosedWeekWriter & OutboxWriter

/** The answer to a request whose id has already changed something. */
export type Repeated = { repeated: true }

export type Database = {
  reads: Readers
  outbox: Outbox
  storedActions: StoredActionRepository
  learnerNotes: LearnerNotes
  /**
   * Runs one change as a transaction. The same request id a second time changes nothing and returns `repeated`. The work may run again
   * when another change came in between, so it only reads and writes through the repositories that it receives.
   */
  transaction<T>(
    request: { id: string; at: Instant },
    work: (repositories: Repositories) => Promise<T>,
  ): Promise<T | Repeated>
  /** Resolves when the database answers. */
  ping(): Promise<void>
  /** Maintenance: removes deleted data from the files, and deletes old copies of the database. */
  tidy(now: Instant): Promise<void>
  close(): Promise<void>
}
