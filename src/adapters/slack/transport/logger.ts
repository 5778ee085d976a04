/** The logger of Slack's library: passes on known sentences only, because the library's messages may contain payloads and URLs with tokens. */
import { type Logger, LogLevel } from '@slack/bolt'
import { toLoggedError } from '../../../errors/logged-error.ts'
import type { Log } from '../../../ports/log.ts'

/** Beginnings of the library's messages that are useful to the operator and contain no data. */
const knownBeginnings = [
  'An unhandled error occurred',
  'An unexpected error occurred during a request',
  'An incoming event was not acknowledged within 3 seconds',
  'Authorization of incoming event did not succeed',
  'Could not determine the type of an incoming event',
  'Failed to retrieve a new WSS URL',
  'Failed to send a message as the client',
  'Failed to send a WebSocket message',
  'Failed to send ping to Slack',
  'Malformed request body',
  'Peer did not complete the close handshake in time',
  'WebSocket error',
  'a message was not read',
  'ack() has already been called',
  'http request failed',
  "A ping wasn't received from the server",
  "A pong wasn't received from the server",
]

/** The part of a message that Slack refuses. */
const pointer = /\[json-pointer:((?:\/\w{1,40}){1,10})\]/

export const createLogger = (log: Log): Logger => {
  const at =
    (level: 'warn' | 'error') =>
    (...words: unknown[]) => {
      const error = words.find((word) => word instanceof Error)
      const line = words.filter((word) => typeof word === 'string').join(' ')
      const sentence = knownBeginnings.find((beginning) => line.startsWith(beginning))
      const part = pointer.exec(line)?.[1]
      const details = { ...(part !== undefined && { part }), ...(error && { err: toLoggedError(error) }) }
      log[level](
        details,
        `Slack's library: ${sentence ?? (part ? 'Slack does not take a part of a message' : 'a warning')}`,
      )
    }
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
