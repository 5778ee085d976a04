/** The client's life: it logs in for as long as it takes, survives outages by itself, and tells when it cannot go on. */
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
  /** The bot is being stopped. */
  signal: AbortSignal
  /** Told once when nothing can be done any more. */
  onFatal: (fatal: OperatorError) => void
}

const refusedToken =
  'Discord refuses DISCORD_TOKEN: copy the bot’s token again from the Developer Portal (Bot, Reset Token).'

/** Close codes after which the gateway lets nobody in again (discord.com/developers/docs/topics/opcodes-and-status-codes). */
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
    // Slash commands and posts need none, so the bot can truthfully say that it reads nothing.
    intents: [],
    shards: 'auto',
    allowedMentions: { parse: [] },
    // Answers to interactions are not bound to the global limit by Discord, but discord.js counts them.
    rest: { api, globalRequestsPerSecond: 1000 },
  })
  // Without it nobody could say whether the connections are up.
  requirePart(client.ws.shards instanceof Collection, 'discord.js', 'list of connections')
  client.token = token
  watchToken(client.rest, onFatal)
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    const fatal = fatalCodes.get(code)
    log.warn({ code, shard }, 'Discord ended the connection')
    if (fatal) onFatal(new OperatorError(fatal))
  })
  // In an outage it tries twice a second: that is said once.
  const reconnecting = new Set<number>()
  client.on(Events.ShardReconnecting, (shard) => {
    if (signal.aborted || reconnecting.has(shard)) return
    reconnecting.add(shard)
    log.warn({ shard }, 'the connection to Discord broke: connecting again')
  })
  const isBack = (shard: number) => {
    if (reconnecting.delete(shard)) log.info({ shard }, 'connected to Discord again')
  }
  client.on(Events.ShardResume, isBack)
  client.on(Events.ShardReady, isBack)
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'the connection to Discord failed'))
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client failed'))
  // Its words may hold anything; there are two such warnings, about things that this bot does not do.
  client.on(Events.Warn, () => log.warn({}, 'the Discord client warns of something'))
  return client
}

/** The library drops the token for good after one 401, and would fail from then on without a word. */
export const watchToken = (rest: REST, onFatal: ConnectionDeps['onFatal']): void => {
  rest.on(RESTEvents.Response, ({ path }, { status }) => {
    // Answers to interactions carry a token of their own.
    if (status === 401 && !/^\/(interactions|webhooks)\//.test(path)) onFatal(new OperatorError(refusedToken))
  })
}

/** True when the client is ready; false when it has to be tried again. Throws OperatorError for a token that is refused, or a library that does not fit. */
export const logIn = async (
  client: Client,
  { token, log, signal, loginTimeoutMs = 30_000 }: ConnectionDeps,
): Promise<boolean> => {
  const ready = new Promise<'ready'>((done) => void client.once(Events.ClientReady, () => done('ready')))
  const timeoutMs = new AbortController()
  const given = AbortSignal.any([timeoutMs.signal, signal])
  const late = setTimeout(loginTimeoutMs, 'late' as const, { signal: given }).catch(() => 'late' as const)
  try {
    const login = client.login(token).then(() => ready)
    // It may fail after nobody waits for it any more.
    login.catch(() => {})
    if ((await Promise.race([login, late])) === 'ready') {
      const tellsStatus = client.ws.shards.every(({ status }) => typeof status === 'number')
      requirePart(tellsStatus, 'discord.js', 'status of a connection')
      return true
    }
    if (!signal.aborted) log.warn({}, 'logging in to Discord takes too long: once more')
  } catch (error) {
    if (error instanceof OperatorError) throw error
    if (isRefusedToken(error)) throw new OperatorError(refusedToken)
    log.warn({ err: error }, 'Discord cannot be reached: once more')
  } finally {
    timeoutMs.abort()
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

/** Whether every connection is up: `isReady` stays true through outages and after the end. */
export const isUp = (client: Client): boolean =>
  client.ws.shards.size > 0 && client.ws.shards.every(({ status }) => status === Status.Ready)
