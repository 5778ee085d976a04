/** The client of Discord's gateway: how it is made, logs in, and reports that the connection cannot be restored. */
import { setTimeout } from 'node:timers/promises'
import { Client, Collection, Events, type REST, RESTEvents, Status } from 'discord.js'
import { requirePart } from '../../errors/made-for.ts'
import { OperatorError } from '../../errors/operator-error.ts'
import type { Log } from '../../ports/log.ts'

type ConnectionDeps = {
  token: string
  api: string
  log: Log
  /** Milliseconds for a login, before it is tried again; 30,000. */
  loginTimeoutMs?: number
  /** Aborted when the bot is stopped. */
  signal: AbortSignal
  /** Called when the connection cannot be restored. */
  onFatal: (fatal: OperatorError) => void
}

const refusedToken =
  'Discord refuses DISCORD_TOKEN: copy the bot’s token again from the Developer Portal (Bot, Reset Token).'

/** Close codes after which the gateway refuses a new connection (discord.com/developers/docs/topics/opcodes-and-status-codes). */
const fatalCodes = new Map([
  [4004, refusedToken],
  [4010, 'Discord refuses the number of this shard.'],
  [4011, 'Discord wants more shards for this many servers: see “Scale” in README.'],
  [4012, 'Discord no longer takes this version of its gateway: update the bot.'],
  [4013, 'Discord refuses the intents of this bot: update the bot.'],
  [4014, 'Discord refuses the intents of this bot: update the bot.'],
])

export const createClient = ({ token, api, log, signal, onFatal }: ConnectionDeps): Client => {
  const client = new Client({
    // Slash commands and posts need no intents, so the bot receives no messages.
    intents: [],
    shards: 'auto',
    allowedMentions: { parse: [] },
    // Discord's global limit does not apply to answers to interactions, but discord.js counts them.
    rest: { api, globalRequestsPerSecond: 1000 },
  })
  // `isUp` reads it.
  requirePart(client.ws.shards instanceof Collection, 'discord.js', 'list of connections')
  client.token = token
  watchToken(client.rest, onFatal)
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    const fatal = fatalCodes.get(code)
    log.warn({ code, shard }, 'Discord: the server closed the connection')
    if (fatal) onFatal(new OperatorError(fatal))
  })
  // The client reconnects twice a second in an outage: the log has one line for it.
  const reconnecting = new Set<number>()
  client.on(Events.ShardReconnecting, (shard) => {
    if (signal.aborted || reconnecting.has(shard)) return
    reconnecting.add(shard)
    log.warn({ shard }, 'Discord: the connection is lost, reconnecting')
  })
  const onReconnected = (shard: number) => {
    if (reconnecting.delete(shard)) log.info({ shard }, 'Discord: reconnected')
  }
  client.on(Events.ShardResume, onReconnected)
  client.on(Events.ShardReady, onReconnected)
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'Discord: a connection failed'))
  client.on(Events.Error, (error) => log.error({ err: error }, 'Discord: the client reported an error'))
  // The text of a warning may contain anything, so it is not logged.
  client.on(Events.Warn, () => log.warn({}, 'Discord: the client reported a warning'))
  return client
}

/** Reports a refused token: after one 401 the library drops the token, and every later request fails. */
export const watchToken = (rest: REST, onFatal: ConnectionDeps['onFatal']): void => {
  rest.on(RESTEvents.Response, ({ path }, { status }) => {
    // Answers to interactions use a token of their own.
    if (status === 401 && !/^\/(interactions|webhooks)\//.test(path)) onFatal(new OperatorError(refusedToken))
  })
}

/** True when the client is ready; false when the login has to be repeated. Throws OperatorError where Discord refuses the token or the library lacks a part. */
export const logIn = async (
  client: Client,
  { token, log, signal, loginTimeoutMs = 30_000 }: ConnectionDeps,
): Promise<boolean> => {
  const ready = new Promise<'ready'>((done) => void client.once(Events.ClientReady, () => done('ready')))
  const loggedIn = new AbortController()
  const ending = AbortSignal.any([loggedIn.signal, signal])
  const late = setTimeout(loginTimeoutMs, 'late' as const, { signal: ending }).catch(() => 'late' as const)
  try {
    const login = client.login(token).then(() => ready)
    // It may reject after the timeout.
    login.catch(() => {})
    if ((await Promise.race([login, late])) === 'ready') {
      const tellsStatus = client.ws.shards.every(({ status }) => typeof status === 'number')
      requirePart(tellsStatus, 'discord.js', 'status of a connection')
      return true
    }
    if (!signal.aborted) log.warn({}, 'Discord: the login timed out, trying again')
  } catch (error) {
    if (error instanceof OperatorError) throw error
    if (isRefusedToken(error)) throw new OperatorError(refusedToken)
    log.warn({ err: error }, 'Discord: cannot be reached, trying again')
  } finally {
    loggedIn.abort()
  }
  return false
}

const isRefusedToken = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    code === 'TokenInvalid' ||
    ('status' in error && error.status === 401) ||
    /\b4004\b|Authentication failed/i.test(error.message)
  )
}

/** Whether every connection is up: the client's own `isReady` stays true in outages and after the end. */
export const isUp = (client: Client): boolean =>
  client.ws.shards.size > 0 && client.ws.shards.every(({ status }) => status === Status.Ready)
