/** An error that the person can put right, or a question that comes first; it is shown privately with the next step. Everything else that is thrown is a bug. */
import type { Button, DescribedButton } from './reply.ts'
import type { Text } from './text.ts'

type Help = {
  /** It is a question: its buttons are offers, each of which says what it does. */
  asks?: true
  /** The next steps, a paragraph each. */
  next?: readonly Text[]
  /** They only read, or repeat the request with the mistake put right (design 3b.5). */
  buttons?: readonly Button[]
  /** How the command is written. */
  usage?: Text
  /** A line of it that works, to look at. */
  example?: Text
  /** The option whose value is at fault, so that a form can show the error there. */
  option?: string
  /** The words for a form's field, where a command line would be out of place; without them, the message and `next`. */
  atField?: string
  /** Many such lines, as a menu. */
  choices?: { prompt: string; choices: readonly DescribedButton[] }
}

/** The message is one plain sentence that says what is wrong, and becomes a title, so it has no full stop. */
export class UserError extends Error {
  override name = 'UserError'
  readonly help: Help
  constructor(message: string, help: Help = {}) {
    super(message)
    this.help = help
  }
}
