/** Parses the arguments of a task on the command line: one name, and flags. */

import { parseArgs } from 'node:util'
import { OperatorError } from '../../src/errors/operator-error.ts'

type Expected = { usage: string; flags: readonly string[] }

/** Throws OperatorError with the usage for anything else. */
export const readArguments = (
  args: readonly string[],
  { usage, flags }: Expected,
): { named: string | undefined; has(flag: string): boolean } => {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean', default: false } as const]))
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [named, ...more] = positionals
    if (more.length === 0) return { named, has: (flag) => values[flag] === true }
  } catch {
    // An unknown option gets the same error.
  }
  throw new OperatorError(`I expected one name: npm run privacy -- ${usage}`)
}
