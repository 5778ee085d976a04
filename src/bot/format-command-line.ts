/** A command with its input as a line that somebody can type, and that is read as the same command and input. */
import type { Command } from './command.ts'
import type { Input } from './read-options.ts'
import { quoteToken } from './tokenize.ts'

/** `write`: writes a value. In quotes, every value is read as exactly itself; without, only one that has no meaning in a line. */
export const formatCommandLine = (
  { name, options }: Pick<Command, 'name' | 'options'>,
  input: Input,
  write: (value: string) => string = quoteToken,
): string => {
  const filled = options.flatMap((option) => {
    const value = input[option.name]
    if (value === undefined || value === null) return []
    const written = typeof value === 'boolean' ? (value ? 'yes' : 'no') : write(String(value))
    return [{ ...option, written }]
  })
  const positional = filled.filter((option) => option.positional).map(({ written }) => written)
  const named = filled.filter((option) => !option.positional).map((option) => `${option.name}:${option.written}`)
  return [name, ...positional, ...named].join(' ')
}
