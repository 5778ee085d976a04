/** What an invocation asks for, however it came: a command, its input, and the group that is meant. */

import type { Invocation } from '../chat/invocation.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { StoredActionReader } from '../ports/stored-actions.ts'
import type { Command } from './command.ts'
import { readGroup } from './group-prefix.ts'
import { unknownCommand } from './input-errors.ts'
import { findCommand, type Input, parseLine, withoutSlash } from './parse.ts'

export type ResolvedCommand = { command: Command; input: Input; group?: string }

/** Throws UserError where it cannot be told; a stored action's line is looked up. */
export const resolveCommand = async (
  invocation: Invocation,
  { commands, reads }: { commands: readonly Command[]; reads: StoredActionReader },
): Promise<ResolvedCommand> => toCall(await askOf(invocation, reads), commands)

type Request = Exclude<Invocation['ask'], { stored: string }>

/** What was asked, with the line of a stored action in its place. */
const askOf = async ({ ask }: Invocation, reads: StoredActionReader): Promise<Request> => {
  if (!('stored' in ask)) return ask
  const line = await reads.storedLine(ask.stored)
  if (line !== undefined) return { line }
  throw new UserError('This button is too old', { next: [text`Please type the command again.`] })
}

const toCall = (ask: Request, commands: readonly Command[]): ResolvedCommand => {
  if ('line' in ask) {
    const { line, ...group } = readGroup(ask.line)
    return { ...parseLine(line, commands), ...group }
  }
  const command = commands.find(({ name }) => name === ask.name)
  if (!command) throw unknownCommand(ask.name, commands)
  return { command, input: ask.input, ...(ask.group !== undefined && { group: ask.group }) }
}

/** What stands where the command belongs, for somebody who named none that there is. */
export const typedText = ({ ask }: Pick<Invocation, 'ask'>): string | undefined => {
  if ('line' in ask) return withoutSlash(readGroup(ask.line).line)
  return 'name' in ask ? ask.name : undefined
}

/** For the log: which request of whom it was, and what for; not what was typed, which is nobody's business (design 4.8). */
export const traceOf = ({ id, source, actor, where, ask }: Invocation, commands: readonly Command[]) => {
  const command =
    'line' in ask ? findCommand(withoutSlash(readGroup(ask.line).line), commands)?.command.name : undefined
  return { id, source, actor: actor.id, where, command: 'name' in ask ? ask.name : command }
}
