/**
 * Which buttons an error may have (design 3b.5): those that only read or ask, and those that have what was asked for with the mistake put
 * right. It is checked where errors leave the bot, so that no command can offer anything else.
 */

import type { Block, Button, Reply } from '../chat/reply.ts'
import type { Command } from './command.ts'
import { mayChange } from './define-command.ts'
import { readGroup } from './group-prefix.ts'
import { repairedLine } from './nearest-command.ts'
import { findCommand, type Input, parseLine } from './parse.ts'
import type { ResolvedCommand } from './resolve-command.ts'

/** What was asked for: as a call, or as what was typed where that is none. */
type ErrorSource = { resolved?: ResolvedCommand | undefined; typed?: string | undefined; commands: readonly Command[] }

/** The reply, without the buttons that it may not have where it is an error; `refused` is told the commands behind those. */
export const withSafeButtons = (
  reply: Reply,
  asked: ErrorSource,
  refused: (command: string | undefined) => void,
): Reply => {
  if (reply.tone !== 'problem') return reply
  const isSafe = ({ line }: Button): boolean => {
    if (isAllowed(readGroup(line).line, asked)) return true
    refused(findCommand(readGroup(line).line, asked.commands)?.command.name)
    return false
  }
  return { ...reply, blocks: reply.blocks.flatMap((block) => withOnly(isSafe, block)) }
}

const withOnly = (isSafe: (button: Button) => boolean, block: Block): Block[] => {
  if (block.kind === 'buttons') {
    const buttons = block.buttons.filter(isSafe)
    return buttons.length > 0 ? [{ ...block, buttons }] : []
  }
  if (block.kind !== 'choices') return [block]
  const choices = block.choices.filter(isSafe)
  return choices.length > 0 ? [{ ...block, choices }] : []
}

const isAllowed = (line: string, { resolved, typed, commands }: ErrorSource): boolean => {
  // There may be another mistake in it.
  if (!resolved && typed !== undefined && line === repairedLine(typed, commands)) return true
  const offered = readLine(line, commands)
  if (!offered) return false
  if (!mayChange(offered.command, offered.input)) return true
  return (
    resolved !== undefined && offered.command === resolved.command && differences(offered.input, resolved.input) <= 1
  )
}

const readLine = (line: string, commands: readonly Command[]) => {
  try {
    return parseLine(line, commands)
  } catch {
    return undefined
  }
}

/** How many options have another value, or are in one of them only. */
const differences = (one: Input, other: Input): number => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => asWritten(one[name]) !== asWritten(other[name])).length
}

const asWritten = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined
  // A platform may send anything; of what has no text of its own no line was made.
  return typeof value === 'object' ? '' : String(value).trim()
}
