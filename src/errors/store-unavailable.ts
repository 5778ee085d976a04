import { OperatorError } from './operator-error.ts'

/**
 * The database cannot be used, and nothing was changed. A class of its own, because the bot goes on without the database: people are asked to
 * try again, and the worker retries later. The cause is for the log.
 */
export class StoreUnavailable extends OperatorError {
  override name = 'StoreUnavailable'
  override readonly remedy: string
  /** True where it does not pass until the operator has followed the remedy. */
  readonly lasts: boolean
  constructor(remedy: string, { cause, lasts = false }: { cause: unknown; lasts?: boolean }) {
    super('The database cannot be reached', { remedy, cause })
    this.remedy = remedy
    this.lasts = lasts
  }
}
