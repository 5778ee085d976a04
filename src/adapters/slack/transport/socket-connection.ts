/** One connection of Socket Mode, from its greeting until it is over. It is never mended: whoever keeps it opens another. */
import { type App, type Logger, SocketModeReceiver } from '@slack/bolt'
import { withTimeout } from '../../../bot/with-timeout.ts'
import { LoggableError } from '../../../errors/loggable-error.ts'
import { requirePart } from '../../../errors/made-for.ts'

type SocketConnectionDeps = {
  app: App
  appToken: string
  apiUrl: string
  logger: Logger
  /** Whether anything is still taken: what comes while the bot is being stopped is not begun, and Slack says so to whoever asked. */
  isTaking: () => boolean
  /** Milliseconds until the greeting; 20,000. */
  helloTimeoutMs?: number
  /** Milliseconds between pings, of which four may go unanswered; 5,000. */
  pingTimeoutMs?: number
}

export type SocketConnection = {
  /** Settles when another one is needed: Slack announced its end, or it broke. */
  over: Promise<void>
  isOpen(): boolean
  close(): Promise<void>
}

/** After Slack has announced the end it may still send, and acknowledgements may be under way; in milliseconds. */
const linger = 5000

/** How long a peer may take to say goodbye when the bot is stopped; in milliseconds. */
const goodbye = 300

export const openSocketConnection = async (parts: SocketConnectionDeps): Promise<SocketConnection> => {
  const { app, appToken, apiUrl, logger, isTaking, helloTimeoutMs = 20_000, pingTimeoutMs = 5000 } = parts
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // Reconnecting by itself, the library ends the process where Slack refuses, and is deaf for seconds at each refresh.
    autoReconnectEnabled: false,
    clientPingTimeout: pingTimeoutMs,
    installerOptions: {
      // An object of its own: the library writes its own number of repetitions into it.
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        timeout: 10_000,
        rejectRateLimitedCalls: true,
      },
    },
  })
  receiver.init(app)
  const { client } = receiver
  const over = Promise.withResolvers<void>()
  let isOpen = true
  const end = () => {
    isOpen = false
    over.resolve()
  }
  const disconnect = () => client.disconnect().catch(() => {})
  const close = async () => {
    await withTimeout(disconnect(), goodbye)
    // Once more is what makes the library break off instead of waiting for half a minute.
    disconnect()
  }

  // The library closes at once when Slack announces an end, and what Slack still sends would be lost.
  const [handle, ...others] = client.listeners('ws_message')
  const only = others.length === 0 ? handle : undefined
  requirePart(only !== undefined, '@slack/socket-mode', 'single listener of “ws_message”')
  client.removeAllListeners('ws_message')
  let isHeard = false
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    isHeard = true
    if (!isAnnouncedEnd(data)) {
      if (!isTaking()) return
      // What the library cannot read, it throws at nobody, which would end the process.
      Promise.resolve(only?.(data, isBinary)).catch((error: unknown) => logger.error('a message was not read', error))
      return
    }
    end()
    setTimeout(close, linger).unref()
  })

  const started = receiver.start()
  // It may fail after nobody waits for it any more.
  started.catch(() => {})
  try {
    if ((await withTimeout(started, helloTimeoutMs)) === 'timeout')
      throw new LoggableError('Slack did not greet in time')
    // What greets by another way is not heard by this one.
    requirePart(isHeard, '@slack/socket-mode', 'greeting by “ws_message”')
  } catch (error) {
    void close()
    throw error ?? new LoggableError('the connection ended before it began')
  }
  client.on('disconnected', end)
  return {
    over: over.promise,
    isOpen: () => isOpen,
    close,
  }
}

const isAnnouncedEnd = (data: unknown): boolean => {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false
  try {
    return JSON.parse(data).type === 'disconnect'
  } catch {
    return false
  }
}
