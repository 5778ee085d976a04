/** Slack over HTTP: the library's receiver behind a guard that admits only requests that Slack signed. */
import { HTTPReceiver, type Logger } from '@slack/bolt'
import type { Instant } from '../../../core/calendar.ts'
import { requirePart } from '../../../errors/made-for.ts'
import type { Log } from '../../../ports/log.ts'
import { maxBody } from './body-reader.ts'
import { eventsPath } from './platform.ts'
import { guarded } from './request-guard.ts'

type HttpTransportDeps = {
  signingSecret: string
  clock: () => Instant
  log: Log
  logger: Logger
  isListening: () => boolean
}

export const createHttpTransport = ({ signingSecret, logger, ...guardDeps }: HttpTransportDeps) => {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: [eventsPath], bodyLimit: maxBody })
  requirePart(typeof receiver.requestListener === 'function', '@slack/bolt', 'listener for requests')
  return { receiver, ...guarded({ ...guardDeps, signingSecret, listener: receiver.requestListener }) }
}
