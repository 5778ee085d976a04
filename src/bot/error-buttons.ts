/**
 * Keeps from errors the buttons that they may not have (design 3b.5): a button may only read or ask, or repeat the request with the mistake
 * put right. It is checked where errors leave the bot, so that no command can offer anything else.
 */

import type { Action } from '../chat/action.ts'
import { encodeAction } from '../chat/action-encoding.ts'
import type { Block, Button, Reply } from '../chat/reply.ts'
import type { Command } from './command.ts'
import { mayChange } from './define-command.ts'
import type { Input } from './read-options.ts'
import type { ResolvedCommand } from './resolve-command.ts'
import { repairOf } from './unknown-command.ts'

/** The request behind an error: the resolved command, or the typed text where it names none. */
type ErrorSource = { resolved?: ResolvedCommand | undefined; typed?: string | undefined; commands: readonly Command[] }

/** The reply, without the buttons that it may not have where it is an error; `onRefused` gets the names of their commands. */
export const withSafeButtons = (reply: Reply, source: ErrorSource, onRefused: (command: string) => void): Reply => {
  if (reply.tone !== 'problem') return reply
  const isSafe = ({ action }: Button): boolean => {
    if (isAllowed(action, source)) return true
    onRefused(action.command)
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

const isAllowed = (action: Action, { resolved, typed, commands }: ErrorSource): boolean => {
  const { input = {} } = action
  const command = commands.find(({ name }) => name === action.command)
  if (!command) return false
  if (!mayChange(command, input)) return true
  if (resolved) return command === resolved.command && differences(input, resolved.input) <= 1
  const repaired = typed === undefined ? undefined : repairOf(typed, commands)?.action
  return repaired !== undefined && encodeAction(action) === encodeAction(repaired)
}

/** How many options have another value, or are in one of the two only. */
const differences = (one: Input, other: Input): number => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => comparable(one[name]) !== comparable(other[name])).length
}

const comparable = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return JSON.stringify(value)
  // A platform may send anything; a value that has no text of its own is in no action.
  return typeof value === 'object' ? '' : String(value).trim()
}
