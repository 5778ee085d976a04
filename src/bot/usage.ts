/** How a command is written, in one line: `stage <number> [roadmap:…]`. */
import type { Command } from './command.ts'
import type { Option } from './options.ts'

/** The usage of a command, without the slash: `<needed>`, `[can be left out]`, `name:…` for what is written with its name. */
export const usageOf = ({ name, options }: Pick<Command, 'name' | 'options'>): string =>
  [name, ...positionalFirst(options).map(optionUsage)].join(' ')

const positionalFirst = (options: readonly Option[]) =>
  options.toSorted((a, b) => Number(b.positional) - Number(a.positional))

/** The name of an option in a sentence: `<number>` or `[name]` where it is written without a name, else `roadmap:`. */
export const optionLabel = ({ name, positional, required }: Option): string => {
  if (!positional) return `${name}:`
  return required ? `<${name}>` : `[${name}]`
}

const optionUsage = ({ name, kind, choices, positional, required }: Option): string => {
  const values = kind === 'choice' ? choices.join('|') : kind === 'flag' ? 'yes' : '…'
  const written = positional ? name : `${name}:${values}`
  return required ? `<${written}>` : `[${written}]`
}
