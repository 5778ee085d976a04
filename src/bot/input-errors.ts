/** The errors for a command that somebody wrote wrongly: the expected value, the usage, an example. */
import type { z } from 'zod'
import { quoted } from '../chat/quoted.ts'
import type { Button } from '../chat/reply.ts'
import { slash, typed } from '../chat/slash.ts'
import { type Text, text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import { closest } from '../core/closest.ts'
import type { Command } from './command.ts'
import type { Option } from './options.ts'
import { optionLabel, usageOf } from './usage.ts'

/** An option that the command does not have. */
export const unknownOption = (command: Command, name: string): UserError => {
  const names = command.options.map((option) => option.name)
  const near = closest(name, names)
  const known = command.options.map(optionLabel).join(' and ')
  const hint = near ? `Did you mean ${near}:?` : names.length === 0 ? 'It takes no options.' : `It takes ${known}.`
  return new UserError(`${quoted(command.name)} has no option ${quoted(`${name}:`)}`, howTo(command, text`${hint}`))
}

/** An option written more than once. */
export const repeatedOption = (command: Command, name: string): UserError =>
  new UserError(`${quoted(`${name}:`)} is given twice`, howTo(command, text`Write it once.`))

/** A name and a colon with nothing behind them. */
export const emptyOption = (command: Command, { name }: Option): UserError =>
  new UserError(`${quoted(`${name}:`)} has no value`, howTo(command, text`Write it right after the colon.`))

/** A quotation mark without its partner. */
export const openQuote = (command: Command): UserError =>
  new UserError(
    'A quotation mark is opened and never closed',
    howTo(command, text`Close it with a second ${'"'}, or leave it out: only a value with spaces in it needs quotes.`),
  )

/** Words that the command has no place for. */
export const unexpectedTokens = (command: Command, words: string): UserError =>
  new UserError(`${quoted(command.name)} takes nothing more, but got ${quoted(words)}`, howTo(command))

/** Input that the command's options do not allow; the error names every invalid value, and `hint` says which choices there are. */
export const invalidInput = (
  command: Command,
  input: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
  hint?: Text,
): UserError => {
  const sentences = [...new Set(issues.map((issue) => sentenceOf(command, input, issue)))]
  const [first = 'That does not fit', ...more] = sentences
  const howToDo = howTo(command, ...more.map((sentence) => text`${sentence}.`), ...(hint ? [hint] : []))
  const [issue] = issues
  const option = optionOf(command, issue)
  if (!issue || !option) return new UserError(first, howToDo)
  return new UserError(first, { ...howToDo, option: option.name, atField: `I expected ${expectedOf(option, issue)}.` })
}

const optionOf = (command: Command, issue: z.core.$ZodIssue | undefined): Option | undefined =>
  command.options.find(({ name }) => name === issue?.path[0])

const expectedOf = (option: Option, issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' ? issue.message : option.expected

const sentenceOf = (command: Command, input: Readonly<Record<string, unknown>>, issue: z.core.$ZodIssue): string => {
  const option = optionOf(command, issue)
  if (!option) return `${quoted(command.name)} cannot read that`
  const label = optionLabel(option)
  const value = input[option.name]
  if (value === undefined || (value === '' && option.required))
    return `${quoted(command.name)} needs ${label}: ${lowerFirst(option.description)}`
  return `For ${label} I expected ${expectedOf(option, issue)}, but got ${quoted(asText(value))}`
}

/** A platform may send anything; a value that has no text of its own is not shown. */
const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'something else' : String(value)

/** How the command is written, and a line of it that works. */
const howTo = (command: Command, ...first: readonly Text[]) => ({
  next: first,
  usage: text`Usage: ${typed(usageOf(command))}`,
  ...exampleOf(command),
})

/** An example to press where the command only reads; else to look at, because nobody asked for what it does. */
export const exampleOf = (command: Command): { example?: Text; buttons: readonly Button[] } => {
  const { name, example } = command
  if (command.effect === 'reads') return { buttons: [exampleButton(command)] }
  return {
    example: text`For example: ${typed(example)}`,
    buttons: [{ label: `Show help for ${name}`, action: { command: 'help', input: { command: name } } }],
  }
}

export const exampleButton = ({ name, example, exampleInput }: Command): Button => ({
  label: `${slash} ${example}`,
  action: { command: name, input: exampleInput },
})

const lowerFirst = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
