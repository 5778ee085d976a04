/** One connection of Socket Mode, from Slack's hello until it ends. It does not reconnect: the pool opens another. */
import { type App, type Logger, SocketModeReceiver } from '@slack/bolt'
import { withTimeout } from '../../../bot/with-timeout.ts'
import { LoggableError } from '../../../errors/loggable-error.ts'
import { requirePart } from '../../../errors/made-for.ts'

type SocketConnectionDeps = {
  app: App
  appToken: string
  apiUrl: string
  logger: Logger
  /** Whether new requests are handled: requests during the shutdown are not, and Slack shows an error for them. */
  isTaking: () => boolean
  /** Milliseconds until Slack's hello; 20,000. */
  helloTimeoutMs?: number
  /** Milliseconds between pings, of which four may have no answer; 5,000. */
  pingTimeoutMs?: number
}

export type SocketConnection = {
  /** Resolves when another connection is needed: Slack announced its end, or it broke. */
  over: Promise<void>
  isOpen(): boolean
  close(): Promise<void>
}

/** How long the connection stays open after Slack announced its end, for late requests and acknowledgements; in milliseconds. */
const lingerMs = 5000

/** How long `close` waits for the closing handshake; in milliseconds. */
const closeTimeoutMs = 300

export const openSocketConnection = async (deps: SocketConnectionDeps): Promise<SocketConnection> => {
  const { app, appToken, apiUrl, logger, isTaking, helloTimeoutMs = 20_000, pingTimeoutMs = 5000 } = deps
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // When it reconnects by itself, the library ends the process where Slack refuses, and receives nothing for seconds at each refresh.
    autoReconnectEnabled: false,
    clientPingTimeout: pingTimeoutMs,
    installerOptions: {
      // An object for this client alone: the library writes its own number of retries into it.
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
    await withTimeout(disconnect(), closeTimeoutMs)
    // A second call makes the library drop the connection instead of waiting for half a minute.
    disconnect()
  }

  // The library would close at once when Slack announces an end, and lose late requests.
  const [handle, ...others] = client.listeners('ws_message')
  const only = others.length === 0 ? handle : undefined
  requirePart(only !== undefined, '@slack/socket-mode', 'single listener of “ws_message”')
  client.removeAllListeners('ws_message')
  let hasMessage = false
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    hasMessage = true
    if (!isAnnouncedEnd(data)) {
      if (!isTaking()) return
      // An unreadable message would be an unhandled rejection, which ends the process.
      Promise.resolve(only?.(data, isBinary)).catch((error: unknown) => logger.error('a message was not read', error))
      return
    }
    end()
    setTimeout(close, lingerMs).unref()
  })

  const started = receiver.start()
  // It may reject after the timeout.
  started.catch(() => {})
  try {
    if ((await withTimeout(started, helloTimeoutMs)) === 'timeout')
      throw new LoggableError('Slack sent no hello in time')
    // A hello that arrives in another way means that this handler receives nothing.
    requirePart(hasMessage, '@slack/socket-mode', 'greeting by “ws_message”')
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
