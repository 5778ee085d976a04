/**
 * `GET /healthz`: 200 while people are heard, here or by another process, and the database answers, else 503; for a supervisor or an
 * uptime check. Everything else is for the platform that takes requests over HTTP, if there is one.
 */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { ChatAdapter } from './bot/chat-adapter.ts'
import { Fatal } from './bot/fatal.ts'
import type { Parts } from './parts.ts'

type State = 'up' | 'standby' | 'down'

const stateOf = (adapter: ChatAdapter): State => {
  if (adapter.isUp()) return 'up'
  return adapter.isStandby?.() ? 'standby' : 'down'
}

export const startHealth = async (
  port: number,
  { store, clock, log }: Pick<Parts, 'store' | 'clock' | 'log'>,
  { adapters, requests }: { adapters: readonly ChatAdapter[]; requests?: RequestListener | undefined },
) => {
  const database = async (): Promise<State> => {
    try {
      await store.groupsDue(clock(), undefined, 1)
      return 'up'
    } catch {
      return 'down'
    }
  }

  // Load balancers keep connections for a minute; one that is closed earlier from here takes the request with it that is on its way.
  const server = createServer({ keepAliveTimeout: 65_000 }, async (request, response) => {
    if (request.url?.split('?')[0] !== '/healthz') {
      if (requests) return requests(request, response)
      return void response.writeHead(404).end()
    }
    const states: Record<string, State> = { database: await database() }
    for (const adapter of adapters) states[adapter.platform] = stateOf(adapter)
    const isUp = Object.values(states).every((state) => state !== 'down')
    response.writeHead(isUp ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(`${JSON.stringify({ status: isUp ? 'up' : 'down', ...states })}\n`)
  })
  server.listen(port)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new Fatal(
      `Port ${port} cannot be used (${error instanceof Error ? error.message : error}): set another PORT.`,
    )
  }
  const address = server.address()
  log.info({ port: typeof address === 'object' ? address?.port : port }, 'health is told at /healthz')
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
