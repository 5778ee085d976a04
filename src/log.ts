/** The log: pino, on standard error, so that what the bot says in a terminal or pipe stays apart from it. */
import { createRequire } from 'node:module'
import type { Logger } from 'pino'
import type { Log } from './bot/log.ts'
import { StoreUnavailable } from './bot/store.ts'
import type { Env } from './env.ts'

/** Where an outage of the database happened to be noticed is nothing to look at: no stack trace. */
const withoutOutages =
  (serialize: (error: Error) => unknown) =>
  (error: Error): unknown =>
    error instanceof StoreUnavailable ? `${error.message}: ${error.remedy}` : serialize(error)

const load = createRequire(import.meta.url)

/**
 * `pretty` for people, the default where somebody looks; `json`, a line each, for machines. The library is loaded with the
 * first entry: somebody who reads the roadmap in a terminal never waits for it.
 */
export const createLog = ({ LOG_LEVEL, LOG_FORMAT }: Env, somebodyLooks: boolean): Log => {
  let logger: Logger | undefined
  const open = (): Logger => {
    const { pino, destination, stdSerializers } = load('pino') as typeof import('pino')
    const options = { level: LOG_LEVEL, serializers: { err: withoutOutages(stdSerializers.err) } }
    if ((LOG_FORMAT ?? (somebodyLooks ? 'pretty' : 'json')) === 'json') {
      return pino(options, destination({ fd: 2, sync: true }))
    }
    const { PinoPretty } = load('pino-pretty') as typeof import('pino-pretty')
    return pino(options, PinoPretty({ destination: 2, sync: true, ignore: 'pid,hostname' }))
  }
  const at = (level: keyof Log) => (details: object, message: string) => {
    logger ??= open()
    logger[level](details, message)
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
