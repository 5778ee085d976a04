/** Tells the host that something beside an answer failed; not that the database is out of reach, which the store tells once. */
import type { Log } from '../ports/log.ts'
import { StoreUnavailable } from './store-unavailable.ts'

export const warnOfFailure = (log: Log, err: unknown, words: string): void => {
  if (!(err instanceof StoreUnavailable)) log.warn({ err }, words)
}
