/** Where Slack's library logs: only what a host should know, and never a token or an address that stands for one. */
import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../bot/log.ts'

const secrets = /xox[a-z][\w.-]*|xapp-[\w-]+|ticket=[\w-]+|https:\/\/hooks\.slack\.com\/\S+/g

export const redacted = (words: string): string => words.replace(secrets, '[secret]')

export const createLogger = (log: Log): Logger => {
  const at =
    (level: 'warn' | 'error') =>
    (...words: unknown[]) =>
      log[level]({}, redacted(`Slack: ${words.map(String).join(' ')}`))
  return {
    debug() {},
    info() {},
    warn: at('warn'),
    error: at('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  }
}
