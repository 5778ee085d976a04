/** The one slash command of the bot, the same on every platform (design section 3). */
import { code, type Span } from './text.ts'

export const slash = '/roadmap'

/** A command line as a person would type it, to show in a sentence. */
export const typed = (line: string): Span => code(`${slash} ${line}`)
