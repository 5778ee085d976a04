/** Slack over HTTP: the library's receiver, behind a guard that lets in only what Slack signed. */
import { HTTPReceiver, type Logger } from '@slack/bolt'
import type { Log } from '../../bot/log.ts'
import { requirePart } from '../../bot/made-for.ts'
import type { Instant } from '../../core/calendar.ts'
import { maxBody } from './body-reader.ts'
import { eventsPath } from './events-path.ts'
import { guarded } from './request-guard.ts'

type Parts = { signingSecret: string; clock: () => Instant; log: Log; logger: Logger; isListening: () => boolean }

export const createHttpWay = ({ signingSecret, logger, ...around }: Parts) => {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: [eventsPath], bodyLimit: maxBody })
  requirePart(typeof receiver.requestListener === 'function', '@slack/bolt', 'listener for requests')
  return { receiver, ...guarded({ ...around, signingSecret, listener: receiver.requestListener }) }
}
