/** The gateway: sessions that outlive their connections, and the faults of a network. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Guild, State } from './state.ts'
import { arrivingGuild, wireUser } from './wire.ts'

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  heard: 11,
} as const
/** After these a session cannot be resumed. */
const final = new Set([1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014])
const intent = { guilds: 1, privileged: (1 << 1) | (1 << 8) | (1 << 15), all: 2 ** 26 - 1 }

const payload = z.object({ op: z.int(), d: z.unknown().optional() })
const identify = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
})
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() })

type Event = { t: string; s: number; d: object }
/** Older events cannot be replayed. */
const replayable = 1000
type Session = {
  id: string
  shard: readonly [number, number]
  intents: number
  /** How many events it had; `events` are the last ones. */
  seq: number
  events: Event[]
  socket?: Connection | undefined
}
type Connection = { web: WebSocket; raw: Duplex; session?: Session | undefined }
type Options = {
  changed: () => void
  token: string
  url: () => string
  heartbeatMs: number
  identifyEveryMs: number
  maxConcurrency: number
}

export const createGateway = (server: Server, state: State, options: Options) => {
  const sockets = new WebSocketServer({ noServer: true })
  const connections = new Set<Connection>()
  const sessions = new Map<string, Session>()
  const counts = { identifies: 0, resumes: 0 }
  const lastIdentify = new Map<number, number>()
  const waiting: (() => void)[] = []
  let refusing = false
  let mute = false

  const send = ({ web }: Connection, code: number, d: unknown, more: object = {}) => {
    if (web.readyState === web.OPEN) web.send(JSON.stringify({ op: code, d, s: null, t: null, ...more }))
  }
  const deliver = (session: Session, t: string, d: object) => {
    const event = { t, d, s: ++session.seq }
    session.events.push(event)
    if (session.events.length > replayable) session.events.shift()
    if (session.socket) send(session.socket, op.dispatch, d, { t, s: event.s })
  }
  const attach = (connection: Connection, session: Session) => {
    session.socket?.web.close(4000)
    session.socket = connection
    connection.session = session
  }
  /** From now on its events wait for a resume. */
  const detach = (connection: Connection) => {
    connections.delete(connection)
    if (connection.session?.socket === connection) connection.session.socket = undefined
    options.changed()
  }
  const ready = () => {
    for (const tell of waiting.splice(0)) tell()
    options.changed()
  }
  const end = (session: Session | undefined) => {
    if (session) sessions.delete(session.id)
  }
  const onShard = (guild: Guild | undefined, [id, total]: readonly [number, number]) =>
    (guild ? Number((BigInt(guild.id) >> 22n) % BigInt(total)) : 0) === id
  const guildsOf = ({ shard }: Session) =>
    [...state.guilds.values()].filter((guild) => guild.hasBot && onShard(guild, shard))

  const identified = (connection: Connection, given: unknown) => {
    const { data } = identify.safeParse(given)
    if (!data) return connection.web.close(4002, 'Error while decoding payload.')
    if (data.token !== options.token) return connection.web.close(4004, 'Authentication failed.')
    const [id, total] = data.shard
    if (id < 0 || id >= total) return connection.web.close(4010, 'Invalid shard.')
    if (data.intents < 0 || data.intents > intent.all) return connection.web.close(4013, 'Invalid intent(s).')
    if (data.intents & intent.privileged) return connection.web.close(4014, 'Disallowed intent(s).')
    counts.identifies++
    options.changed()
    const bucket = id % options.maxConcurrency
    const isEarly = Date.now() - (lastIdentify.get(bucket) ?? 0) < options.identifyEveryMs
    if (isEarly) return send(connection, op.invalid, false)
    lastIdentify.set(bucket, Date.now())
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      shard: data.shard,
      intents: data.intents,
      seq: 0,
      events: [],
    }
    sessions.set(session.id, session)
    attach(connection, session)
    const guilds = guildsOf(session)
    deliver(session, 'READY', {
      v: 10,
      user: { ...wireUser(state.botUser), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      session_type: 'normal',
      private_channels: [],
      relationships: [],
      shard: data.shard,
      application: { id: state.application.id, flags: 0 },
    })
    if (session.intents & intent.guilds)
      for (const guild of guilds) deliver(session, 'GUILD_CREATE', arrivingGuild(guild, state))
    return ready()
  }

  const resumed = (connection: Connection, given: unknown) => {
    const { data } = resume.safeParse(given)
    if (!data) return connection.web.close(4002, 'Error while decoding payload.')
    if (data.token !== options.token) return connection.web.close(4004, 'Authentication failed.')
    const session = sessions.get(data.session_id)
    if (session === undefined) return send(connection, op.invalid, false)
    if (data.seq < (session.events[0]?.s ?? 1) - 1) return send(connection, op.invalid, false)
    if (data.seq > session.seq) {
      end(session)
      return connection.web.close(4007, 'Invalid seq.')
    }
    counts.resumes++
    attach(connection, session)
    for (const { t, s, d } of session.events.filter((event) => event.s > data.seq))
      send(connection, op.dispatch, d, { t, s })
    deliver(session, 'RESUMED', { _trace: [] })
    return ready()
  }

  const received = (connection: Connection, data: string) => {
    const message = payload.safeParse(parsed(data)).data
    if (!message) return connection.web.close(4002, 'Error while decoding payload.')
    if (message.op === op.heartbeat) return send(connection, op.heard, null)
    if (message.op === op.identify || message.op === op.resume) {
      if (connection.session) return connection.web.close(4005, 'Already authenticated.')
      return message.op === op.identify ? identified(connection, message.d) : resumed(connection, message.d)
    }
    if (!connection.session) return connection.web.close(4003, 'Not authenticated.')
    return undefined
  }

  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    raw.on('error', () => {})
    if (refusing) return raw.destroy()
    return sockets.handleUpgrade(request, raw, head, (web) => {
      const connection: Connection = { web, raw }
      connections.add(connection)
      web.on('error', () => {})
      web.on('close', (code) => {
        if (final.has(code)) end(connection.session)
        detach(connection)
      })
      if (mute) return
      web.on('message', (data) => received(connection, String(data)))
      send(connection, op.hello, { heartbeat_interval: options.heartbeatMs, _trace: [] })
    })
  })

  const dispatch = ({
    guild,
    name,
    data,
    needs = 0,
  }: {
    guild?: Guild | undefined
    name: string
    data: object
    needs?: number
  }) => {
    for (const session of sessions.values())
      if (onShard(guild, session.shard) && (session.intents & needs) === needs) deliver(session, name, data)
  }
  const drop = () => {
    for (const connection of [...connections]) {
      const { raw, web } = connection
      detach(connection)
      if ('resetAndDestroy' in raw && typeof raw.resetAndDestroy === 'function') raw.resetAndDestroy()
      else web.terminate()
    }
  }

  return {
    dispatch,
    /** An event that only those get who asked for the intent Guilds. */
    tell: (guild: Guild, name: string, data: object) => dispatch({ guild, name, data, needs: intent.guilds }),
    drop,
    stop() {
      refusing = true
      for (const web of sockets.clients) web.terminate()
      sockets.close()
    },
    controls: {
      /** Resets the connections; the sessions can be resumed. */
      drop,
      close(code: number) {
        for (const connection of [...connections]) {
          if (final.has(code)) end(connection.session)
          detach(connection)
          connection.web.close(code)
        }
      },
      /** New connections are not accepted. */
      refuse(on: boolean) {
        refusing = on
      },
      /** New connections are accepted, and never hear a word. */
      mute(on: boolean) {
        mute = on
      },
      /** Asks for reconnecting (op 7), as Discord does before it restarts a server. */
      reconnect() {
        for (const connection of connections) send(connection, op.reconnect, null)
      },
      /** Ends the sessions (op 9). */
      invalidate() {
        for (const connection of connections) {
          end(connection.session)
          connection.session = undefined
          send(connection, op.invalid, false)
        }
      },
      get connected() {
        return [...connections].filter(({ session }) => session).length
      },
      get identifies() {
        return counts.identifies
      },
      get resumes() {
        return counts.resumes
      },
      /** Settles when a client is connected and was sent READY or RESUMED. */
      ready: () =>
        new Promise<void>((done) => {
          if ([...connections].some(({ session }) => session)) done()
          else waiting.push(done)
        }),
    },
  }
}

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
