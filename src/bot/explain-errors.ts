/** Makes the reply for an error: in the person's words for a mistake of theirs, with an id for a bug, which goes to the log. */
import type { Reply } from '../chat/reply.ts'
import type { Text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { Log } from '../ports/log.ts'
import type { Command } from './command.ts'
import { withSafeButtons } from './error-buttons.ts'
import { apology, outOfReach, tryAgain, userErrorReply } from './error-replies.ts'
import type { ResolvedCommand } from './resolve-command.ts'

type ExplainDeps = { commands: readonly Command[]; log: Log; newId: () => string }

export const createErrorExplainer = ({ commands, log, newId }: ExplainDeps) => {
  const reportBug = (error: unknown, details: object): string => {
    const bug = newId()
    log.error({ bug, err: error, ...details }, 'a bug, not a mistake of the person')
    return bug
  }

  return {
    /** The reply for an error; `next` is what to do while the database cannot be reached. */
    explain(error: unknown, details: object, next: Text = tryAgain): Reply {
      if (error instanceof UserError) return userErrorReply(error)
      // The database logs an outage once, and not for each person who meets it.
      return error instanceof StoreUnavailable ? outOfReach(next) : apology(reportBug(error, details))
    },
    /** Leaves out buttons that an error may not have, and reports them as bugs. */
    safeReply: (
      reply: Reply,
      source: { resolved?: ResolvedCommand | undefined; typed?: string | undefined } = {},
    ): Reply =>
      withSafeButtons(reply, { ...source, commands }, (command) => {
        reportBug(new LoggableError('an error has a button that changes something'), { command })
      }),
  }
}

export type ErrorExplainer = ReturnType<typeof createErrorExplainer>
