/** The ports on Prisma's clients, one repository per port. */
import type { Database, Readers, Repositories } from '../ports/database.ts'
import type { BatchOptions } from './batched-reads.ts'
import type { Client, Clients } from './clients.ts'
import { createClosedWeekReader, createClosedWeekWriter } from './closed-weeks.ts'
import { createGroupReader, createGroupWriter } from './groups.ts'
import { createLearnerNotes, createLearnerReader, createLearnerWriter } from './learners.ts'
import { createOutbox, createOutboxReader, createOutboxWriter } from './outbox.ts'
import { createProgressReader, createProgressWriter } from './progress.ts'
import { createStoredActionReader, createStoredActions } from './stored-actions.ts'

/** The ports that are used outside of transactions. */
export type Ports = Pick<Database, 'reads' | 'outbox' | 'storedActions' | 'learnerNotes'>

const createReaders = (db: Client, options?: BatchOptions): Readers => ({
  ...createGroupReader(db, options),
  ...createLearnerReader(db, options),
  ...createProgressReader(db, options),
  ...createClosedWeekReader(db, options),
  ...createOutboxReader(db),
  ...createStoredActionReader(db),
})

/** For use outside of transactions. */
export const createPorts = (clients: Clients): Ports => ({
  reads: createReaders(clients.reader, { patient: true }),
  outbox: createOutbox(clients),
  storedActions: createStoredActions(clients),
  learnerNotes: createLearnerNotes(clients),
})

/** For one transaction. */
export const createRepositories = (db: Client, newId: () => string): Repositories => ({
  ...createReaders(db),
  ...createGroupWriter(db),
  ...createLearnerWriter(db, newId),
  ...createProgressWriter(db),
  ...createClosedWeekWriter(db),
  ...createOutboxWriter(db),
})
