/** The log: pino, on standard error, so that what the bot says in a terminal or pipe stays apart from it. */
import { createRequire } from 'node:module'
import type { DestinationStream, Logger } from 'pino'
import { toLoggedError } from '../errors/logged-error.ts'
import type { Log } from '../ports/log.ts'
import type { Env } from './env.ts'
import { secretsRemover } from './secrets.ts'

const load = createRequire(import.meta.url)

type LogOptions = {
  /** Whether a person sees it, and no machine. */
  somebodyLooks: boolean
  /** Standard error, unless told. */
  output?: DestinationStream
}

/**
 * `pretty` for people, the default where somebody looks; `json`, a line each, for machines. The library is loaded with the
 * first entry: somebody who reads the roadmap in a terminal never waits for it.
 */
export const createLog = (env: Env, { somebodyLooks, output }: LogOptions): Log => {
  const { LOG_LEVEL: level, LOG_FORMAT } = env
  let logger: Logger | undefined
  const open = (): Logger => {
    const { pino, destination } = load('pino') as typeof import('pino')
    const options = {
      level,
      formatters: { log: (details: object) => loggable(details) as Record<string, unknown> },
      // Theirs would take what loggable makes of an error for one more error.
      serializers: { err: (error: unknown) => error },
      // The last defence: secrets that the host set appear in no line, wherever they come from.
      hooks: { streamWrite: secretsRemover(env) },
    }
    if ((LOG_FORMAT ?? (somebodyLooks ? 'pretty' : 'json')) === 'json') {
      return pino(options, output ?? destination({ fd: 2, sync: true }))
    }
    const { PinoPretty } = load('pino-pretty') as typeof import('pino-pretty')
    return pino(options, PinoPretty({ destination: output ?? 2, sync: true, ignore: 'pid,hostname' }))
  }
  const at = (level: keyof Log) => (details: object, message: string) => {
    logger ??= open()
    logger[level](details, message)
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** Errors, wherever they stand, as far as they may be told. */
const loggable = (value: unknown, key = ''): unknown => {
  if (value instanceof Error || key === 'err' || key === 'error') return toLoggedError(value)
  if (Array.isArray(value)) return value.map((each) => loggable(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, loggable(inner, name)]))
}
