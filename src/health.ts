/**
 * `GET /healthz`: 200 while all platforms are connected and the database responds, else 503; for a supervisor or an uptime check.
 * Everything else is for the platform that takes requests over HTTP, if there is one.
 */
import type { RequestListener } from 'node:http'
import type { ChatAdapter } from './bot/chat-adapter.ts'
import { listenHttp } from './http-server.ts'
import type { Parts } from './parts.ts'

type State = 'up' | 'down'

/** How long an answer is good for, in milliseconds: asking often asks the database no more than that. */
const freshness = 1000

type Around = { adapters: readonly ChatAdapter[]; requests?: RequestListener | undefined }

export const startHealth = async (
  at: { port: number; host?: string | undefined },
  { store, clock, log }: Pick<Parts, 'store' | 'clock' | 'log'>,
  { adapters, requests }: Around,
) => {
  const database = async (): Promise<State> => {
    try {
      await store.groupsDue(clock(), undefined, 1)
      return 'up'
    } catch {
      return 'down'
    }
  }

  let told: State = 'up'
  const look = async (): Promise<State> => {
    const states: Record<string, State> = { database: await database() }
    for (const adapter of adapters) states[adapter.platform] = adapter.isUp() ? 'up' : 'down'
    const state = Object.values(states).every((each) => each === 'up') ? 'up' : 'down'
    // What is down is the host's business: strangers are not told.
    if (state !== told) log[state === 'up' ? 'info' : 'warn'](states, `health: ${state}`)
    told = state
    return state
  }

  let latest: { state: Promise<State>; until: number } | undefined
  const health = (): Promise<State> => {
    const now = clock().epochMilliseconds
    if (latest === undefined || latest.until <= now) latest = { state: look(), until: now + freshness }
    return latest.state
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
  log.info({ port: server.port }, 'health is told at /healthz')
  return server
}
