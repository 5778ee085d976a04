/** An error whose message may stand in a log: it is our own sentence, without words, names, links or secrets of anybody. */
export class LoggableError extends Error {
  override name = 'LoggableError'
}
