/** The environment, read once and checked: the only reader of process.env. */
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const schema = z.object({
  ROADMAPS_DIR: z.string().default(fileURLToPath(new URL('../data', import.meta.url))),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),
})

export type Env = z.output<typeof schema>

/** Thrown when a variable has a value that cannot be used; the message lists all of them. */
export class EnvFaults extends Error {
  override name = 'EnvFaults'
}

/** Reads `.env` beside package.json, if there is one, and then the environment, which wins. Empty counts as unset. */
export const readEnv = (): Env => {
  try {
    process.loadEnvFile(fileURLToPath(new URL('../.env', import.meta.url)))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const set = Object.entries(process.env).filter(([, value]) => value !== undefined && value !== '')
  const parsed = schema.safeParse(Object.fromEntries(set))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new EnvFaults(faults.join('\n'))
}
