/** The command that somebody probably wanted, who typed a line that begins with no command. */
import { closest } from '../core/closest.ts'
import type { Command } from './command.ts'

/** The command with the words behind its name; undefined where no name is close. */
export const nearestCommand = (
  line: string,
  commands: readonly Command[],
): { command: Command; rest: string } | undefined => {
  const [first = '', second = ''] = line.toLowerCase().split(/\s+/)
  // A number may hang on the name, as in "stage3" or "stage:3".
  const [, word = '', number = ''] = /^(.*?):?(\d*)$/.exec(first) ?? []
  const families = [...new Set(commands.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])))]
  // A name of two words may be written as one, or without its space.
  const names = new Map(commands.map((command) => [command.name.replace(' ', ''), command] as const))
  const near = closest(word, [...names.keys(), ...families])
  if (near === undefined) return undefined
  const single = names.get(near)
  if (single) return { command: single, rest: `${number} ${behind(line, 1)}`.trim() }
  const inFamily = commands.filter(({ name }) => name.startsWith(`${near} `))
  const name = closest(
    second,
    inFamily.map((command) => command.name.slice(near.length + 1)),
  )
  const command = inFamily.find((one) => one.name === `${near} ${name}`)
  return command && { command, rest: behind(line, 2) }
}

const behind = (line: string, words: number): string => line.replace(new RegExp(`^(\\S+\\s*){${words}}`), '')
