/** Bookkeeping around every command (design 4): what the server or workspace calls the person now, and that they were seen today. */
import type { Instant } from '../core/calendar.ts'
import { dayOf } from '../core/idle.ts'
import { inTime } from './in-time.ts'
import type { Invocation } from './invocation.ts'
import type { Log } from './log.ts'
import { type Store, StoreUnavailable } from './store.ts'
import { warnOfFailure } from './warn-of-failure.ts'

/** How long a command waits for it, in milliseconds: the answer comes also where the database hangs. */
const patience = 500

/** Never rejects, because the answer matters more. */
export const refreshName = async (
  { actor, where }: Pick<Invocation, 'actor' | 'where'>,
  { store, log, clock }: { store: Pick<Store, 'refreshName'>; log: Log; clock: () => Instant },
): Promise<void> => {
  try {
    await inTime(store.refreshName(actor, where, dayOf(clock())), patience)
  } catch (error) {
    // Whatever needs the database says so itself, and the rest does without.
    if (error instanceof StoreUnavailable) return
    warnOfFailure(log, error, 'a name could not be refreshed')
  }
}
