/** Parses an account on the command line to an actor id. */

import type { ActorId } from '../../src/chat/invocation.ts'
import { OperatorError } from '../../src/errors/operator-error.ts'

export const accountForms = 'discord:<user id> or slack:<workspace id>:<user id>'

const examples = 'discord:80351110224678912 or slack:T024BE7LD:U2147483697'

/** Throws OperatorError for a text of another form. The two ids of a Slack account may be joined by a colon or, as in an actor id, a hyphen. */
export const readAccount = (input: string | undefined, usage: string): ActorId => {
  const [, user] = /^discord:(\d{1,20})$/.exec(input ?? '') ?? []
  if (user !== undefined) return `discord:${user}`
  const [, team, person] = /^slack:([A-Z0-9]+)[:-]([A-Z0-9]+)$/.exec(input ?? '') ?? []
  if (team !== undefined && person !== undefined) return `slack:${team}-${person}`
  throw new OperatorError(`I expected an account, such as ${examples}: npm run privacy -- ${usage}`)
}

export const unknownAccount = (account: ActorId): OperatorError =>
  new OperatorError(
    `Nothing is stored about ${account}. Check the id: people copy theirs from their profile (Slack), or with Discord’s developer mode.`,
  )
