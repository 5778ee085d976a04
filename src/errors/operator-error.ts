import { LoggableError } from './loggable-error.ts'

/**
 * Something that the operator of the bot has to put right, in one sentence. There are three kinds of errors: UserError, which the person puts
 * right who uses the bot, this one, and every other error, which is a bug.
 */
export class OperatorError extends LoggableError {
  override name = 'OperatorError'
  /** The next step, where the message does not say it. */
  readonly remedy: string | undefined
  constructor(message: string, { remedy, cause }: { remedy?: string; cause?: unknown } = {}) {
    super(message, cause === undefined ? {} : { cause })
    this.remedy = remedy
  }
}

/** The sentence for the operator; undefined for a bug. */
export const operatorSentence = (error: unknown): string | undefined => {
  if (!(error instanceof OperatorError)) return undefined
  return error.remedy === undefined ? error.message : `${error.message}. ${error.remedy}`
}
