/** The log: pino, on standard error, so that what the bot says in a terminal or pipe stays apart from it. */
import { destination, type Logger, pino } from 'pino'
import type { Env } from './env.ts'

/** `pretty` for people, the default where somebody looks; `json`, a line each, for machines. */
export const createLog = async ({ LOG_LEVEL, LOG_FORMAT }: Env, somebodyLooks: boolean): Promise<Logger> => {
  const format = LOG_FORMAT ?? (somebodyLooks ? 'pretty' : 'json')
  if (format === 'json') return pino({ level: LOG_LEVEL }, destination({ fd: 2, sync: true }))
  const { PinoPretty } = await import('pino-pretty')
  return pino({ level: LOG_LEVEL }, PinoPretty({ destination: 2, sync: true, ignore: 'pid,hostname' }))
}
