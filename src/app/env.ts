/** Reads and checks the environment; no other module of src reads process.env. */
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import type { Rate } from '../bot/rate-limit.ts'
import { quoted } from '../chat/quoted.ts'
import { OperatorError } from '../errors/operator-error.ts'
import { holdsSecrets } from './secrets.ts'

const project = join(import.meta.dirname, '../..')
const envFile = join(project, '.env')

const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: ({ input }) => `found ${quoted(String(input))}, expected one of ${words.join(', ')}` })

const address = (message: string) =>
  z.string().refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), message)

/** The value may be a secret, so the error does not show it. */
const startingWith = (start: string, name: string) =>
  z
    .string()
    .refine((value) => value.startsWith(start), `found something else, expected ${name}, which starts with ${start}`)

/** Parses `20/1s`: 20 at once, then one a second. */
const readRate = (value: string): Rate | undefined => {
  const [, atOnce, many, unit] = /^([1-9]\d{0,5})\/([1-9]\d{0,3})([sm])$/.exec(value) ?? []
  if (atOnce === undefined) return undefined
  return { atOnce: Number(atOnce), everyMs: Number(many) * (unit === 's' ? 1000 : 60_000) }
}

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .trim()
    .transform((value) => value.replace(/^Bot\s+/i, ''))
    .pipe(z.string().regex(/^[\w.-]+$/, 'found something else, expected the bot’s token, without quotes or spaces'))
    .optional(),
  DISCORD_API_URL: address('found something else, expected an address such as https://discord.com/api')
    .transform((value) => value.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/, 'found something else, expected the id of a server, such as 123456789012345678')
    .optional(),
  SLACK_BOT_TOKEN: startingWith('xoxb-', 'the Bot User OAuth Token').optional(),
  SLACK_APP_TOKEN: startingWith('xapp-', 'an app-level token').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: address('found something else, expected an address such as https://slack.com/api/').default(
    'https://slack.com/api/',
  ),
  PORT: z.coerce.number('found something else, expected a port, such as 3000').int().min(0).max(65_535).optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'found something else, expected an address of this machine, such as 127.0.0.1 or 0.0.0.0')
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, 'found something else, expected file:… (SQLite) or postgresql://…')
    .refine(
      (value) => !value.startsWith('postgres') || URL.canParse(value),
      'found an address that cannot be read, expected postgresql://user:password@host/database, with special characters of the password written as %40 and the like',
    )
    .default('file:var/bot.db'),
  RATE_LIMIT: z
    .string()
    .refine(
      (value) => value === 'off' || readRate(value) !== undefined,
      'found something else, expected so many commands at once and the time for one more, such as 20/1s or 20/2m, or off',
    )
    .default('20/1s')
    .transform(readRate),
  ROADMAPS_DIR: z.string().default('data'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').default('info'),
  LOG_FORMAT: oneOf('json', 'pretty').optional(),
  NO_COLOR: z.string().optional(),
})

export type Env = z.output<typeof schema>

/** The message has one line for each fault. */
const unusable = (faults: string) => new OperatorError(`The environment (or .env) cannot be used:\n${faults}`)

/**
 * Reads the file `.env` beside package.json, if there is one, and the environment, which wins. Empty counts as unset, and a
 * relative path begins at the project, wherever the process was started.
 */
export const readEnv = (): Env => {
  const variables = { ...readEnvFile(envFile), ...process.env }
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')))
  if (parsed.success) {
    const fault = slackFault(parsed.data)
    if (fault !== undefined) throw unusable(fault)
    const { DATABASE_URL, ROADMAPS_DIR } = parsed.data
    const url = DATABASE_URL.replace(/^file:(.*)$/, (_, path) => `file:${resolve(project, path)}`)
    return { ...parsed.data, DATABASE_URL: url, ROADMAPS_DIR: resolve(project, ROADMAPS_DIR) }
  }
  throw unusable(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
}

/** Slack needs the bot's token, and either the app token (Socket Mode) or the signing secret (HTTP). */
const slackFault = ({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret }: Env) => {
  if (bot === undefined && (app ?? secret) !== undefined)
    return 'SLACK_BOT_TOKEN: missing, though another variable of Slack is set; expected a token that starts with xoxb-'
  if (bot !== undefined && app === undefined && secret === undefined)
    return 'SLACK_APP_TOKEN: missing beside SLACK_BOT_TOKEN; expected a token that starts with xapp- (or, to be reached over HTTP, SLACK_SIGNING_SECRET)'
  return undefined
}

/** A warning where other users of the machine can read secrets in the file `.env`. */
export const envFileWarning = (): string | undefined => {
  const mode = statSync(envFile, { throwIfNoEntry: false })?.mode ?? 0
  // The mode means nothing on Windows.
  const isOpen = process.platform !== 'win32' && (mode & 0o044) !== 0
  if (!isOpen || !holdsSecrets(readEnvFile(envFile))) return undefined
  return 'Others on this machine can read .env, which holds secrets: run chmod 600 .env'
}

const readEnvFile = (path: string) => {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error'
    if (code === 'ENOENT') return {}
    throw unusable(`.env: found something that cannot be read (${code}), expected a text file`)
  }
}
