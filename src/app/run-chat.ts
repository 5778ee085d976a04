/** Runs the bot on chat platforms until the process is stopped or a connection cannot be restored. */
import type { RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import { createBot } from '../bot/create-bot.ts'
import { createLimits } from '../bot/create-limits.ts'
import type { Rate } from '../bot/rate-limit.ts'
import { createHome } from '../groups/home.ts'
import { createMemberships } from '../groups/memberships.ts'
import { createOnChannelEvent } from '../groups/on-channel-event.ts'
import { createNotifications, type Notifications } from '../notifications/notifications.ts'
import { startTicking } from '../notifications/ticker.ts'
import type { Log } from '../ports/log.ts'
import { greeting } from '../views/greeting.ts'
import { homeCard } from '../views/home.ts'
import type { AppDeps } from './app-deps.ts'
import { startHealth } from './health.ts'

type RunChatDeps = {
  adapters: readonly ChatAdapter[]
  /** Resolves when the process receives a signal to end. */
  stopped: Promise<void>
  /** HTTP port for /healthz and Slack requests; without it, none is opened, unless there are requests to take. */
  port: number | undefined
  /** How many commands a person may send; no limit by default. */
  rate?: Rate | undefined
  /** The address to listen at; by default the loopback address, or all addresses where there are requests to take. */
  host?: string | undefined
  /** Called when the shutdown begins. */
  onStopping: () => void
  /** Handles a platform's requests over HTTP, at the same port. */
  requests?: RequestListener
}

const defaultPort = 3000

const loopback = '127.0.0.1'

/** How long the shutdown waits for posts that are being sent; in milliseconds. */
const postsTimeoutMs = 8000

/** Resolves after the shutdown. Throws OperatorError where a connection cannot be restored; answers in progress are finished first. */
export const runPlatforms = async (
  deps: AppDeps,
  { adapters, stopped, port, host, rate, onStopping, requests }: RunChatDeps,
): Promise<void> => {
  const { store, log } = deps
  const memberships = createMemberships({ ...deps, senders: adapters })
  const notifications = createNotifications({ ...deps, memberships, senders: adapters })
  const bot = createBot({
    ...deps,
    notices: notifications.warnings,
    memberships,
    home: createHome(homeCard),
    onChannelEvent: createOnChannelEvent({ ...deps, greet: greeting }),
    onEnqueued: () => void notifications.deliver(),
    limits: createLimits(rate),
  })
  const listenPort = port ?? (requests && defaultPort)
  // Without requests of a platform nobody outside of this machine needs the port.
  const at = { host: host ?? (requests ? undefined : loopback) }
  const health =
    listenPort === undefined ? undefined : await startHealth({ port: listenPort, ...at }, deps, { adapters, requests })
  // A platform that is out of reach does not end the bot: its start is repeated until it succeeds.
  const starts = adapters.map((adapter) => ({ adapter, connected: adapter.start(bot) }))
  const connections = starts.map(({ adapter, connected }) =>
    Promise.race([adapter.ended, connected.then(() => adapter.ended)]),
  )
  const ticking = tickOnceConnected(
    starts.map(({ connected }) => connected),
    notifications,
    log,
  )
  try {
    await Promise.race([stopped, ...connections])
  } finally {
    log.info({}, 'stopping')
    onStopping()
    // A post that hangs is abandoned: its lease expires, and the outbox requeues it.
    const posts = Promise.race([Promise.all([ticking.stop(), notifications.stop()]), setTimeout(postsTimeoutMs)])
    await Promise.all([posts, ...adapters.map((adapter) => adapter.stop())])
    for (const connection of connections) connection.catch(() => {})
    await health?.close()
    await store.close()
  }
}

/** Starts the ticker when the first platform is connected. A platform that connects later triggers a delivery. */
const tickOnceConnected = (connected: readonly Promise<void>[], notifications: Notifications, log: Log) => {
  let ticking: ReturnType<typeof startTicking> | undefined
  let isOver = false
  const begin = () => {
    if (isOver) return
    if (ticking) void notifications.deliver()
    else ticking = startTicking(() => notifications.runCycle(), log)
  }
  // A start that fails ends the bot in `runPlatforms`.
  for (const each of connected) each.then(begin, () => {})
  return {
    async stop() {
      isOver = true
      await ticking?.stop()
    },
  }
}
