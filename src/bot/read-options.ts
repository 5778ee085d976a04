/** Reads the words behind a command's name as values for its options. */
import type { Command } from './command.ts'
import { emptyOption, openQuote, repeatedOption, unexpectedTokens, unknownOption } from './input-errors.ts'
import type { Option } from './options.ts'
import { type Token, tokenize } from './tokenize.ts'

export type Input = Readonly<Record<string, unknown>>

/** The values by the names of their options; throws UserError where that cannot be told. */
export const readOptions = (command: Command, rest: string): Input => {
  const words = tokenize(rest)
  if (words === 'open-quote') throw openQuote(command)
  const values = readWords(words, command)
  return Object.fromEntries(values.map((value) => [value.option.name, toTyped(value)]))
}

/** `exact`: it was quoted, so even the spaces at its ends are kept. */
type Value = { option: Option; value: string; exact?: boolean | undefined }

const readWords = (words: readonly Token[], command: Command): Value[] => {
  const values: Value[] = []
  const loose: Token[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (!word) break
    const named = command.formerOptions.get(word.name ?? '') ?? word.name
    const option = command.options.find(({ name }) => name === named)
    if (!option) {
      if (word.name !== undefined && !command.freeText) throw unknownOption(command, word.name)
      loose.push(word)
      continue
    }
    if (values.some((earlier) => earlier.option === option)) throw repeatedOption(command, option.name)
    if (word.value || word.quoted) {
      values.push({ option, value: word.value ?? '', exact: word.quoted })
      continue
    }
    // "when: yesterday", with a space as in a sentence, means the same.
    const next = words[++at]
    if (!next || next.name !== undefined) throw emptyOption(command, option)
    values.push({ option, value: next.text, exact: next.quoted })
  }
  return loose.length === 0 ? values : withPositional(values, loose, command)
}

/** Words without an option's name are the positional; "text:docker compose" names it and goes on. */
const withPositional = (values: readonly Value[], loose: readonly Token[], command: Command): Value[] => {
  const value = loose.map(({ text }) => text).join(' ')
  const positional = command.options.find((option) => option.positional)
  if (!positional) throw unexpectedTokens(command, value)
  const named = values.find(({ option }) => option === positional)
  if (named && positional.kind !== 'text') throw repeatedOption(command, positional.name)
  if (!named) return [...values, { option: positional, value, exact: loose.length === 1 && loose[0]?.quoted }]
  return [...values.filter((other) => other !== named), { option: positional, value: `${named.value} ${value}` }]
}

/** A map, because an object has more names than those that are written into it. */
const flags: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
  ['on', true],
  ['off', false],
  ['true', true],
  ['false', false],
])

/** Converts text to the option's kind of value; text that does not look like one stays as it is, for the schema to refuse. */
const toTyped = ({ value, option, exact = false }: Value): unknown => {
  const word = value.normalize('NFKC').trim()
  if (option.kind === 'number' && /^[+-]?\d{1,15}$/.test(word)) return Number(word)
  if (option.kind === 'flag') return flags.get(word.toLowerCase()) ?? value
  if (option.kind === 'choice') return word.toLowerCase()
  return exact ? value : value.trim()
}
