/**
 * Serves `GET /healthz`: 200 while the database responds and all platforms are connected, here or by another process, else 503. Other
 * requests go to the platform that takes requests over HTTP, if there is one.
 */
import type { RequestListener } from 'node:http'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import type { AppDeps } from './app-deps.ts'
import { listenHttp } from './http-server.ts'

type State = 'up' | 'standby' | 'down'

const stateOf = (adapter: ChatAdapter): State => {
  if (adapter.isUp()) return 'up'
  return adapter.isStandby?.() ? 'standby' : 'down'
}

/** How long a result is reused, so that frequent requests do not load the database; in milliseconds. */
const maxAge = 1000

type HealthDeps = { adapters: readonly ChatAdapter[]; requests?: RequestListener | undefined }

export const startHealth = async (
  at: { port: number; host?: string | undefined },
  { store, clock, log }: Pick<AppDeps, 'store' | 'clock' | 'log'>,
  { adapters, requests }: HealthDeps,
) => {
  const database = async (): Promise<State> => {
    try {
      await store.ping()
      return 'up'
    } catch {
      return 'down'
    }
  }

  let reported = ''
  const look = async (): Promise<'up' | 'down'> => {
    const states: Record<string, State> = { database: await database() }
    for (const adapter of adapters) states[adapter.platform] = stateOf(adapter)
    const status = Object.values(states).includes('down') ? 'down' : 'up'
    // The log says which part is down; the answer does not, because strangers can read it.
    const now = JSON.stringify(states)
    if (now !== reported) log[status === 'up' ? 'info' : 'warn'](states, `health: ${status}`)
    reported = now
    return status
  }

  let latest: { status: Promise<'up' | 'down'>; until: number } | undefined
  const health = (): Promise<'up' | 'down'> => {
    const now = clock().epochMilliseconds
    if (latest === undefined || latest.until <= now) latest = { status: look(), until: now + maxAge }
    return latest.status
  }

  const listener: RequestListener = async (request, response) => {
    if (request.url?.split('?')[0] !== '/healthz') {
      if (requests) return requests(request, response)
      return void response.writeHead(404).end()
    }
    const status = await health()
    response.writeHead(status === 'up' ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(`${JSON.stringify({ status })}\n`)
  }
  const server = await listenHttp(listener, at)
  log.info({ port: server.port }, 'health check at /healthz')
  return server
}
