/** The log: pino on standard error, because standard output has the answers of the terminal. */
import { createRequire } from 'node:module'
import type { DestinationStream, Logger } from 'pino'
import { toLoggedError } from '../errors/logged-error.ts'
import type { Log } from '../ports/log.ts'
import type { Env } from './env.ts'
import { secretsRemover } from './secrets.ts'

const load = createRequire(import.meta.url)

type LogOptions = {
  /** A person reads standard error. */
  isInteractive: boolean
  /** Standard error by default. */
  output?: DestinationStream
}

/**
 * Formats lines as `pretty` for people, the default in a terminal, or as `json` for machines. The library is loaded with the first line:
 * a terminal that only reads the roadmap does not wait for it.
 */
export const createLog = (env: Env, { isInteractive, output }: LogOptions): Log => {
  const { LOG_LEVEL: level, LOG_FORMAT } = env
  let logger: Logger | undefined
  const open = (): Logger => {
    const { pino, destination } = load('pino') as typeof import('pino')
    const options = {
      level,
      formatters: { log: (details: object) => loggable(details) as Record<string, unknown> },
      // Pino's own serializer would convert the result of `loggable` once more.
      serializers: { err: (error: unknown) => error },
      // The last defence: secrets of the environment appear in no line.
      hooks: { streamWrite: secretsRemover(env) },
    }
    if ((LOG_FORMAT ?? (isInteractive ? 'pretty' : 'json')) === 'json') {
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

/** The value with every error in it reduced to its loggable fields. */
const loggable = (value: unknown, key = ''): unknown => {
  if (value instanceof Error || key === 'err' || key === 'error') return toLoggedError(value)
  if (Array.isArray(value)) return value.map((each) => loggable(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, loggable(inner, name)]))
}
