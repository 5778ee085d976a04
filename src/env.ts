/** The environment, read once and checked: the only reader of process.env. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { quoted } from './bot/quoted.ts'

const project = join(import.meta.dirname, '..')

const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: ({ input }) => `found ${quoted(String(input))}, expected one of ${words.join(', ')}` })

const address = (message: string) =>
  z.string().refine((given) => /^https?:\/\//.test(given) && URL.canParse(given), message)

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .trim()
    .transform((given) => given.replace(/^Bot\s+/i, ''))
    .pipe(z.string().regex(/^[\w.-]+$/, 'found something else, expected the bot’s token, without quotes or spaces'))
    .optional(),
  DISCORD_API_URL: address('found something else, expected an address such as https://discord.com/api')
    .transform((given) => given.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/, 'found something else, expected the id of a server, such as 123456789012345678')
    .optional(),
  PORT: z.coerce.number('found something else, expected a port, such as 3000').int().min(0).max(65_535).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, 'found something else, expected file:… (SQLite) or postgresql://…')
    .default('file:var/bot.db'),
  ROADMAPS_DIR: z.string().default('data'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').default('info'),
  LOG_FORMAT: oneOf('json', 'pretty').optional(),
  NO_COLOR: z.string().optional(),
})

export type Env = z.output<typeof schema>

/** Thrown when something in the environment cannot be used; the message has a line for each fault. */
export class EnvFaults extends Error {
  override name = 'EnvFaults'
}

/**
 * Reads the file `.env` beside package.json, if there is one, and the environment, which wins. Empty counts as unset, and a
 * relative path begins at the project, wherever the process was started.
 */
export const readEnv = (): Env => {
  const given = { ...readEnvFile(join(project, '.env')), ...process.env }
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')))
  if (parsed.success) {
    const { DATABASE_URL, ROADMAPS_DIR } = parsed.data
    const url = DATABASE_URL.replace(/^file:(.*)$/, (_, path) => `file:${resolve(project, path)}`)
    return { ...parsed.data, DATABASE_URL: url, ROADMAPS_DIR: resolve(project, ROADMAPS_DIR) }
  }
  throw new EnvFaults(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
}

const readEnvFile = (path: string) => {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error'
    if (code === 'ENOENT') return {}
    throw new EnvFaults(`.env: found something that cannot be read (${code}), expected a text file`)
  }
}
