import { LoggableError } from './loggable-error.ts'

/** A platform will not work until whoever hosts the bot does something: told in one sentence, and the process ends. */
export class OperatorError extends LoggableError {
  override name = 'Fatal'
}
