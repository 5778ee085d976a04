/** Finds the command of an invocation, with its input and the group that it names. It is the only place that looks for it. */

import { requestFor } from '../chat/action.ts'
import { decodeAction } from '../chat/action-encoding.ts'
import type { Invocation } from '../chat/invocation.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { StoredActionReader } from '../ports/stored-actions.ts'
import type { Command } from './command.ts'
import { parseLine, withoutSlash } from './parse.ts'
import type { Input } from './read-options.ts'
import { unknownCommand } from './unknown-command.ts'

export type ResolvedCommand = { command: Command; input: Input; group?: string }

type ResolveDeps = { commands: readonly Command[]; reads: StoredActionReader }

/** Throws UserError where there is no such command, a line cannot be read, or a control is of an older deployment. */
export const resolveCommand = async (
  { ask, source }: Pick<Invocation, 'ask' | 'source'>,
  { commands, reads }: ResolveDeps,
): Promise<ResolvedCommand> => {
  if ('line' in ask) return parseLine(ask.line, commands)
  const request = await requestOf(ask, reads)
  const command = commands.find(({ name }) => name === request.name)
  const isKnown = (option: string) => command?.options.some(({ name }) => name === option)
  if (source === 'component' && !(command && Object.keys(request.input).every(isKnown))) throw tooOld()
  if (!command) throw unknownCommand(request.name, commands)
  return { command, input: request.input, ...(request.group !== undefined && { group: request.group }) }
}

type Request = Extract<Invocation['ask'], { name: string }>

/** A stored action is looked up. */
const requestOf = async (
  ask: Exclude<Invocation['ask'], { line: string }>,
  reads: StoredActionReader,
): Promise<Request> => {
  if ('name' in ask) return ask
  const encoded = 'stored' in ask ? await reads.storedAction(ask.stored) : undefined
  const action = encoded === undefined ? undefined : decodeAction(encoded)
  if (!action) throw tooOld()
  return requestFor(action)
}

const tooOld = () => new UserError('This button is too old', { next: [text`Please type the command again.`] })

/** The text in the place of the command's name, for somebody who named none that exists. */
export const typedText = ({ ask }: Pick<Invocation, 'ask'>): string | undefined => {
  if ('line' in ask) return withoutSlash(ask.line)
  return 'name' in ask ? ask.name : undefined
}

/** For the log: whose request it was, where, and for which command; not the typed text, which is nobody's business (design 4.8). */
export const traceOf = ({ id, source, actor, where, ask }: Invocation, resolved: ResolvedCommand | undefined) => {
  const command = resolved?.command.name ?? ('name' in ask ? ask.name : undefined)
  return { id, source, actor: actor.id, where, command }
}
