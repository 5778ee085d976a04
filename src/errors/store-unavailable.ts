import { LoggableError } from './loggable-error.ts'

/** The database could not be asked. Nothing was changed. The cause is for the log; people are asked to try again. */
export class StoreUnavailable extends LoggableError {
  override name = 'StoreUnavailable'
  /** For whoever hosts the bot: what to do about it. */
  readonly remedy: string
  /** True where it does not pass before they have done that. */
  readonly lasts: boolean
  constructor(remedy: string, { cause, lasts = false }: { cause: unknown; lasts?: boolean }) {
    super('The database cannot be reached', { cause })
    this.remedy = remedy
    this.lasts = lasts
  }
}
