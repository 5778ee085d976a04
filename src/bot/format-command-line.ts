/** A command with its input as the line that means the same: whatever the values are, reading the line gives them back. */
import type { Command } from './command.ts'
import type { Input } from './parse.ts'
import { quoteToken } from './tokenize.ts'

export const formatCommandLine = ({ name, options }: Pick<Command, 'name' | 'options'>, input: Input): string => {
  const given = options.flatMap((option) => {
    const value = input[option.name]
    if (value === undefined || value === null) return []
    const written = typeof value === 'boolean' ? (value ? 'yes' : 'no') : quoteToken(String(value))
    return [{ ...option, written }]
  })
  const positional = given.filter((option) => option.positional).map(({ written }) => written)
  const named = given.filter((option) => !option.positional).map((option) => `${option.name}:${option.written}`)
  return [name, ...positional, ...named].join(' ')
}
