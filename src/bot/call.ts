/** What an invocation asks for, however it came: a command, its input, and the group that is meant. */
import { readGroup } from './about-group.ts'
import type { Command } from './command.ts'
import type { Invocation } from './invocation.ts'
import { unknownCommand } from './mistakes.ts'
import { findCommand, type Input, parseLine, withoutSlash } from './parse.ts'
import type { Reads } from './store.ts'
import { text } from './text.ts'
import { UserError } from './user-error.ts'

export type Call = { command: Command; input: Input; group?: string }

/** Throws UserError where it cannot be told; a stored action's line is looked up. */
export const callOf = async (
  invocation: Invocation,
  { commands, store }: { commands: readonly Command[]; store: Pick<Reads, 'storedLine'> },
): Promise<Call> => toCall(await askOf(invocation, store), commands)

type Asked = Exclude<Invocation['ask'], { stored: string }>

/** What was asked, with the line of a stored action in its place. */
const askOf = async ({ ask }: Invocation, store: Pick<Reads, 'storedLine'>): Promise<Asked> => {
  if (!('stored' in ask)) return ask
  const line = await store.storedLine(ask.stored)
  if (line !== undefined) return { line }
  throw new UserError('This button is too old', { next: [text`Please type the command again.`] })
}

const toCall = (ask: Asked, commands: readonly Command[]): Call => {
  if ('line' in ask) {
    const { line, ...group } = readGroup(ask.line)
    return { ...parseLine(line, commands), ...group }
  }
  const command = commands.find(({ name }) => name === ask.name)
  if (!command) throw unknownCommand(ask.name, commands)
  return { command, input: ask.input, ...(ask.group !== undefined && { group: ask.group }) }
}

/** What stands where the command belongs, for somebody who named none that there is. */
export const typedIn = ({ ask }: Pick<Invocation, 'ask'>): string | undefined => {
  if ('line' in ask) return withoutSlash(readGroup(ask.line).line)
  return 'name' in ask ? ask.name : undefined
}

/** For the log: which request of whom it was, and what for; not what was typed, which is nobody's business (design 4.8). */
export const traceOf = ({ id, via, actor, where, ask }: Invocation, commands: readonly Command[]) => {
  const command =
    'line' in ask ? findCommand(withoutSlash(readGroup(ask.line).line), commands)?.command.name : undefined
  return { id, via, actor: actor.id, where, command: 'name' in ask ? ask.name : command }
}
