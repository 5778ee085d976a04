/** An error whose message may be logged: a sentence of the bot's own, without people's text, names, links or secrets. */
export class LoggableError extends Error {
  override name = 'LoggableError'
}
