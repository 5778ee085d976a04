/** The bot on chat platforms: until the process is stopped, or a platform cannot work any more. */
import type { RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { createBot } from '../bot/bot.ts'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import { createLimits } from '../bot/limits.ts'
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
  /** Settles when the process is asked to end. */
  stopped: Promise<void>
  /** Where health is told; nowhere without it, unless there are requests to take. */
  port: number | undefined
  /** How many commands a person may send; any number without it. */
  rate?: Rate | undefined
  /** The address to listen at; unless told, this machine alone, or all of its addresses where there are requests to take. */
  host?: string | undefined
  /** Called when the end begins. */
  onEnding: () => void
  /** Takes what a platform sends over HTTP, at the same port. */
  requests?: RequestListener
}

const usualPort = 3000

const loopback = '127.0.0.1'

/** How long posts under way may take at the end, in milliseconds. */
const postPatience = 8000

/** Throws OperatorError when a platform cannot work any more; what is being answered is answered first. */
export const runPlatforms = async (
  deps: AppDeps,
  { adapters, stopped, port, host, rate, onEnding, requests }: RunChatDeps,
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
  const listensAt = port ?? (requests && usualPort)
  // What no platform sends to is nobody's business outside of this machine.
  const at = { host: host ?? (requests ? undefined : loopback) }
  const health =
    listensAt === undefined ? undefined : await startHealth({ port: listensAt, ...at }, deps, { adapters, requests })
  // Starting takes as long as a platform is out of reach; only its end ends the bot.
  const starts = adapters.map((adapter) => ({ adapter, connected: adapter.start(bot) }))
  const lives = starts.map(({ adapter, connected }) =>
    Promise.race([adapter.ended, connected.then(() => adapter.ended)]),
  )
  const ticking = tickOnceConnected(
    starts.map(({ connected }) => connected),
    notifications,
    log,
  )
  try {
    await Promise.race([stopped, ...lives])
  } finally {
    log.info({}, 'stopping')
    onEnding()
    // A post that hangs is not waited for: its lease ends, and the ledger knows what to do.
    const posts = Promise.race([Promise.all([ticking.stop(), notifications.stop()]), setTimeout(postPatience)])
    await Promise.all([posts, ...adapters.map((adapter) => adapter.stop())])
    for (const life of lives) life.catch(() => {})
    await health?.close()
    await store.close()
  }
}

/**
 * Ticks from the first platform on that is connected. One that comes later finds what waits for it, and keeps nobody waiting before.
 */
const tickOnceConnected = (connected: readonly Promise<void>[], notifications: Notifications, log: Log) => {
  let ticking: ReturnType<typeof startTicking> | undefined
  let isOver = false
  const begin = () => {
    if (isOver) return
    if (ticking) void notifications.deliver()
    else ticking = startTicking(() => notifications.runCycle(), log)
  }
  // What kept a platform from starting ends the bot elsewhere.
  for (const each of connected) each.then(begin, () => {})
  return {
    async stop() {
      isOver = true
      await ticking?.stop()
    },
  }
}
