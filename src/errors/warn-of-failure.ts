/** Logs a failure that does not change the answer, except an outage of the database, which the store logs once. */
import type { Log } from '../ports/log.ts'
import { StoreUnavailable } from './store-unavailable.ts'

export const warnOfFailure = (log: Log, err: unknown, words: string): void => {
  if (!(err instanceof StoreUnavailable)) log.warn({ err }, words)
}
