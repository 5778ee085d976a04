/** Completes a line while somebody types it: command names, option names, values. */

import type { Invocation } from '../chat/invocation.ts'
import type { Bot } from './bot.ts'
import type { Command } from './command.ts'
import type { Choice } from './options.ts'
import { findCommand } from './parse.ts'
import { quoteToken } from './tokenize.ts'

export type LineCompletion = {
  /** The end of the line that is replaced. */
  replaces: string
  candidates: readonly string[]
}

type Who = Pick<Invocation, 'actor' | 'where'>

/** Completions for a line without the slash command before it. */
export const autocomplete = async (bot: Bot, line: string, who: Who): Promise<LineCompletion> => {
  const start = line.trimStart()
  const names = bot.commands.map(({ name }) => name).filter((name) => name.startsWith(start.toLowerCase()))
  const match = names.length > 0 ? undefined : findCommand(start, bot.commands)
  if (!match) return { replaces: start, candidates: names.map((name) => `${name} `) }

  const { command, rest } = match
  const [, name = '', typed = ''] = /(?:^|\s)([^\s:"]+):("[^"]*|[^\s"]*)$/.exec(rest) ?? []
  const named = command.options.find((option) => option.name === name.toLowerCase())
  if (named) {
    const choices = await bot.suggest(command, named.name, typed.replace('"', ''), who)
    const inQuotes = (value: string) => (typed.startsWith('"') || !isPlain(value) ? quoteToken(value) : value)
    return { replaces: typed, candidates: fitting(choices, typed.replace('"', '')).map(inQuotes) }
  }
  const [, before = '', word = ''] = /^(.*\s)?(\S*)$/s.exec(rest) ?? []
  const values = await positionalValues(bot, command, rest, who)
  return { replaces: rest, candidates: [...values, ...optionNames(command, before, word)] }
}

/** A word without characters that have a meaning in a line. */
const isPlain = (value: string): boolean => /^[^\s"“”„\\]+$/.test(value)

/** The positional takes all words, so a value replaces them all; after a named option there are no values. */
const positionalValues = async (bot: Bot, command: Command, rest: string, who: Who): Promise<string[]> => {
  const positional = command.options.find((option) => option.positional)
  if (!positional || /\S:/.test(rest)) return []
  const values = fitting(await bot.suggest(command, positional.name, rest, who), rest)
  // Spaces need no quotes here.
  return values.map((value) => (isPlain(value.replaceAll(' ', '')) && !/\S:/.test(value) ? value : quoteToken(value)))
}

/** A value that begins like the typed text completes it; any other replaces it only if it is the single choice. */
const fitting = (choices: readonly Choice[], typed: string): string[] => {
  const values = [...new Set(choices.map((choice) => choice.typed ?? choice.value))]
  const begun = values.filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()))
  return begun.length > 0 || values.length > 1 ? begun : values
}

const optionNames = ({ options }: Command, before: string, word: string): string[] => {
  const words = before.toLowerCase().split(/\s+/)
  const free = options.filter(
    ({ name, positional }) => !positional && !words.some((earlier) => earlier.startsWith(`${name}:`)),
  )
  return free.filter(({ name }) => name.startsWith(word.toLowerCase())).map(({ name }) => `${before}${name}:`)
}
