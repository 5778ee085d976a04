import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isObject, type Json, parsed } from './json.ts'
import { Refusal } from './refusal.ts'
import type { Envelope, Reply, Transport } from './transport.ts'

type Reason = 'refresh_requested' | 'warning' | 'link_disabled' | 'too_many_websockets'
type Connection = { socket: WebSocket; tcp: Duplex; retiring: boolean; pending: Set<(reply: Reply) => void> }
const mostConnections = 10
const graceMs = 100

type Options = { base: () => string; appId: string; pingEveryMs?: number }

/** Socket Mode: tickets, connections, envelopes and their acknowledgements, and what can go wrong with them. */
export const createSocketMode = ({ base, appId, pingEveryMs = 10_000 }: Options) => {
  const server = new WebSocketServer({ noServer: true, autoPong: false })
  const tickets = new Set<string>()
  const connections = new Set<Connection>()
  const waiting = new Map<string, (reply: Reply) => void>()
  let [opened, turn, lateAcks] = [0, 0, 0]
  const openings: { count: number; resolve: () => void }[] = []
  let [isMute, isDeaf] = [false, false]
  let refusal: string | false = false

  const pinging = setInterval(() => {
    for (const { socket } of connections) if (socket.readyState === socket.OPEN) socket.ping()
  }, pingEveryMs)
  pinging.unref()

  const say = ({ socket }: Connection, frame: Json) => socket.send(JSON.stringify(frame))
  const disconnect = (connection: Connection, reason: Reason, holdsTcp: boolean) => {
    // After a warning Slack goes on sending for some seconds; after the others it does not.
    connection.retiring = reason !== 'warning'
    // The real peer answers the close frame and leaves it to the client to end TCP.
    if (holdsTcp) connection.tcp.end = () => connection.tcp
    say(connection, { type: 'disconnect', reason, debug_info: { host: 'loopback' } })
  }
  const receive = (data: unknown) => {
    const frame = parsed(String(data))
    if (!isObject(frame)) return
    const settle = waiting.get(String(frame.envelope_id))
    if (!settle) return void lateAcks++
    settle({ payload: frame.payload })
  }
  const accept = (socket: WebSocket, tcp: Duplex) => {
    const connection: Connection = { socket, tcp, retiring: false, pending: new Set() }
    connections.add(connection)
    opened++
    socket.on('close', () => {
      connections.delete(connection)
      // Nobody will ever send the acknowledgements that are still out.
      for (const settle of connection.pending) settle({ failed: 'dispatch_failed' })
    })
    socket.on('error', () => {})
    socket.on('ping', (data) => {
      if (!isDeaf) socket.pong(data)
    })
    socket.on('message', receive)
    // One that only waits for the client to end TCP doesn't count.
    const count = [...connections].filter((each) => each.socket.readyState === socket.OPEN).length
    if (count > mostConnections) return disconnect(connection, 'too_many_websockets', false)
    if (isMute) return
    say(connection, {
      type: 'hello',
      num_connections: count,
      debug_info: { host: 'loopback', approximate_connection_time: 18_060 },
      connection_info: { app_id: appId },
    })
    for (const opening of openings) if (opened >= opening.count) opening.resolve()
  }
  const endGently = ({ socket, tcp }: Connection) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => tcp.destroy(), graceMs)
      socket.once('close', () => {
        clearTimeout(timer)
        resolve()
      })
      if (socket.readyState === socket.OPEN) socket.close(1001)
    })
  const usable = () => [...connections].filter(({ socket, retiring }) => !retiring && socket.readyState === socket.OPEN)

  const transport: Transport = {
    send: (envelope: Envelope, { retry }) => {
      const open = usable()
      const connection = open[turn++ % Math.max(open.length, 1)]
      if (!connection) return { reply: Promise.resolve({ failed: 'dispatch_failed' }), giveUp: () => {} }
      const id = randomUUID()
      const isEvent = envelope.type === 'events_api'
      let giveUp = () => {}
      const reply = new Promise<Reply>((resolve) => {
        waiting.set(id, resolve)
        connection.pending.add(resolve)
        giveUp = () => {
          waiting.delete(id)
          connection.pending.delete(resolve)
        }
      })
      say(connection, {
        envelope_id: id,
        type: envelope.type,
        payload: envelope.payload,
        accepts_response_payload: !isEvent,
        ...(isEvent && { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }),
      })
      return { reply, giveUp }
    },
  }

  return {
    transport,
    open(): Json {
      if (refusal === 'http500') throw new Refusal('internal_error', {}, { status: 500 })
      if (refusal) throw new Refusal(refusal)
      const ticket = randomUUID()
      tickets.add(ticket)
      return { url: `${base().replace('http', 'ws')}link/?ticket=${ticket}&app_id=${appId}` }
    },
    upgrade(request: IncomingMessage, tcp: Duplex, head: Buffer) {
      const ticket = new URL(request.url ?? '/', base()).searchParams.get('ticket') ?? ''
      // A ticket is good for one connection.
      if (!tickets.delete(ticket)) return void tcp.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
      server.handleUpgrade(request, tcp, head, (socket) => accept(socket, tcp))
    },
    /** A client that is just closing may finish that: broken off in the middle, Bolt keeps a timer for 30 s. */
    async close() {
      clearInterval(pinging)
      await Promise.all([...connections].map(endGently))
      server.close()
    },
    faults: {
      /** Asks every connection to go, or just the first so many. The client's own close is then held, as Slack holds it. */
      disconnect(reason: Reason, { count = Number.POSITIVE_INFINITY, holdsTcp = true } = {}) {
        for (const connection of usable().slice(0, count)) disconnect(connection, reason, holdsTcp)
      },
      /** Every connection breaks without a word. */
      drop() {
        for (const { socket } of connections) socket.terminate()
      },
      /** apps.connections.open answers with this error, HTTP 500, or (false) as always. */
      refuse(error: string | false) {
        refusal = error
      },
      /** New connections get no hello. */
      mute(on: boolean) {
        isMute = on
      },
      /** Pings of the client stay unanswered. */
      deaf(on: boolean) {
        isDeaf = on
      },
      /** Connections that are open now. */
      get connections() {
        return usable().length
      },
      /** Connections ever made. */
      get opened() {
        return opened
      },
      /** Resolves when that many connections were ever made, and greeted. */
      untilOpened: (count: number): Promise<void> =>
        opened >= count ? Promise.resolve() : new Promise((resolve) => openings.push({ count, resolve })),
      /** Acknowledgements that came too late, twice, or for nothing that was sent. */
      get lateAcks() {
        return lateAcks
      },
    },
  }
}
