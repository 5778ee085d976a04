/** Bookkeeping around every command (design 4): stores the person's present name in the server or workspace, and that they were seen today. */

import type { Invocation } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'
import { dayOf } from '../core/idle.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { warnOfFailure } from '../errors/warn-of-failure.ts'
import type { Database } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'
import { withTimeout } from './with-timeout.ts'

/** How long a command waits for it, in milliseconds: the answer comes even if the database hangs. */
const timeoutMs = 500

/** Never rejects, because the answer matters more. */
export const refreshName = async (
  { actor, where }: Pick<Invocation, 'actor' | 'where'>,
  { store, log, clock }: { store: Pick<Database, 'learnerNotes'>; log: Log; clock: () => Instant },
): Promise<void> => {
  try {
    await withTimeout(store.learnerNotes.refreshName(actor, where, dayOf(clock())), timeoutMs)
  } catch (error) {
    // A command that needs the database says so itself, and the others do without.
    if (error instanceof StoreUnavailable) return
    warnOfFailure(log, error, 'a name could not be refreshed')
  }
}
