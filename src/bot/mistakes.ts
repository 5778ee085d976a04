/** The sentences for what people get wrong when they write a command: what was expected, how it is written, what was probably meant. */
import type { z } from 'zod'
import { closest } from './closest.ts'
import type { Command } from './command.ts'
import type { Option } from './option.ts'
import { quoted } from './quoted.ts'
import type { Button } from './reply.ts'
import { slash, typed } from './slash.ts'
import { type Text, text } from './text.ts'
import { optionLabel, usageOf } from './usage.ts'
import { UserError } from './user-error.ts'

type Input = Readonly<Record<string, unknown>>

/** No command of that name. */
export const unknownCommand = (line: string, commands: readonly Command[]): UserError => {
  const words = line.split(/\s+/)
  const [word = '', second] = words
  const family = commands.filter(({ name }) => name.startsWith(`${word.toLowerCase()} `))
  if (family.length > 0 && second === undefined) return unfinishedCommand(word, family)
  const title = `I know no command ${quoted(family.length > 0 ? `${word} ${second}` : word)}`
  const { meant, rest } = nearestCommand(words, commands, family)
  const all = text`${typed('help')} lists everything I can do.`
  if (!meant) return new UserError(title, { next: [all], buttons: [{ label: 'Help', line: 'help' }] })
  // Only a number is carried over: whatever else was typed may be part of the mistake.
  const takesNumber = meant.options.some((option) => option.positional)
  const number = takesNumber ? rest.find((part) => /^\d+$/.test(part)) : undefined
  const fixed = number === undefined ? meant.name : `${meant.name} ${number}`
  const lacks = number === undefined && meant.options.some((option) => option.required)
  return new UserError(title, {
    next: [text`Did you mean ${typed(lacks ? usageOf(meant) : fixed)}?`, all],
    buttons: [tryButton(lacks ? meant.example : fixed)],
  })
}

/** No command is longer; what somebody pastes may be. */
const longestWord = 60

/** The command that was probably meant, and what stands after it. */
const nearestCommand = (words: readonly string[], commands: readonly Command[], family: readonly Command[]) => {
  const [word = '', ...others] = words
  const named = (name: string | undefined) => commands.find((command) => command.name === name)
  const inFamily = closest(
    words.slice(0, 2).join(' '),
    family.map(({ name }) => name),
  )
  if (inFamily) return { meant: named(inFamily), rest: words.slice(2) }
  // A number may hang on the name, as in "stage3" or "stage:3".
  const [, letters = '', digits = ''] = /^(.*?):?(\d*)$/.exec(word.slice(0, longestWord)) ?? []
  const names = commands.map(({ name }) => name)
  return { meant: named(closest(letters, names) ?? closest(words.join(' '), names)), rest: [digits, ...others] }
}

/** The first word of several commands, and no second. */
const unfinishedCommand = (word: string, family: readonly Command[]): UserError =>
  new UserError(`${quoted(word)} needs one word more`, {
    next: [text`There are ${family.map(({ name }) => name).join(', ')}.`],
    buttons: family.map(({ name }) => tryButton(`help ${name}`)),
  })

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
export const unexpectedWords = (command: Command, words: string): UserError =>
  new UserError(`${quoted(command.name)} takes nothing more, but got ${quoted(words)}`, howTo(command))

/** Input that the command's options do not allow; every misfit is named, and `hint` says what there is to choose from. */
export const misfit = (command: Command, input: Input, issues: readonly z.core.$ZodIssue[], hint?: Text): UserError => {
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

const sentenceOf = (command: Command, input: Input, issue: z.core.$ZodIssue): string => {
  const option = optionOf(command, issue)
  if (!option) return `${quoted(command.name)} cannot read that`
  const label = optionLabel(option)
  const given = input[option.name]
  if (given === undefined || (given === '' && option.required))
    return `${quoted(command.name)} needs ${label}: ${lowerFirst(option.description)}`
  return `For ${label} I expected ${expectedOf(option, issue)}, but got ${quoted(asText(given))}`
}

/** A platform may send anything; of what has no text of its own nothing is said. */
const asText = (given: unknown): string =>
  typeof given === 'object' && given !== null ? 'something else' : String(given)

/** How the command is written, and a line of it that works, to press. */
const howTo = (command: Command, ...first: readonly Text[]) => ({
  next: first,
  usage: text`Usage: ${typed(usageOf(command))}`,
  buttons: [tryButton(command.example)],
})

const tryButton = (line: string): Button => ({ label: `${slash} ${line}`, line })

const lowerFirst = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
