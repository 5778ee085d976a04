/** Reads a line that somebody typed as a command with its options: the grammar that the terminal and Slack share (design section 3). */

import { slash } from '../chat/slash.ts'
import type { Command } from './command.ts'
import { type Input, readOptions } from './read-options.ts'
import { unknownCommand } from './unknown-command.ts'

/** The slash command itself may stand before a line: typed out of habit, or copied from a help text. */
const leadingSlash = new RegExp(`^(\\s*${slash}(\\s+|$))+`, 'i')

/** The line without a slash command before it. */
export const withoutSlash = (line: string): string => line.replace(leadingSlash, '').trim()

/** The command and the values of its options that a line names; throws UserError where that cannot be told. An empty line asks for help. */
export const parseLine = (line: string, commands: readonly Command[]): { command: Command; input: Input } => {
  const request = withoutSlash(line) || 'help'
  const match = findCommand(request, commands)
  if (!match) throw unknownCommand(request, commands)
  const { command, rest } = match
  return { command, input: readOptions(command, rest) }
}

/** The command that a line begins with, and what follows it; of two that fit, the longer name. Undefined where none does. */
export const findCommand = (
  line: string,
  commands: readonly Command[],
): { command: Command; rest: string } | undefined => {
  const words = line.split(/\s+/)
  const called = (length: number) => {
    const requested = words.slice(0, length).join(' ').toLowerCase()
    return commands.find(({ name, formerName }) => name === requested || formerName === requested)
  }
  for (const length of [2, 1]) {
    const command = called(length)
    if (command) return { command, rest: line.replace(new RegExp(`^(\\S+\\s*){${length}}`), '') }
  }
  return undefined
}
