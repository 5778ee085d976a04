/**
 * A Discord on this machine: REST and gateway, with state, that refuses what Discord refuses. It does not show how Discord
 * looks, and knows no roles, threads, polls, stickers, messages of people or real rate limits; where sources contradict each
 * other it takes the stricter one, and it counts characters in UTF-16 units.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createChanges } from './changes.ts'
import { channelRoutes } from './channel-routes.ts'
import { createCommandRegistry } from './command-registry.ts'
import { commandRoutes } from './command-routes.ts'
import { createFaults } from './faults.ts'
import { createGateway } from './gateway.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { createInteractions } from './interactions.ts'
import { flag } from './message-rules.ts'
import { createMessages, type Message } from './messages.ts'
import { createPeople } from './people.ts'
import type { PostLimit } from './post-limit.ts'
import { createRest } from './rest.ts'
import { selfRoutes } from './self-routes.ts'
import { type Channel, createState, type Guild } from './state.ts'
import { arrivingGuild, wireChannel } from './wire.ts'

export { may } from './state.ts'

type Options = {
  token?: string
  clock?: () => number
  /** How long an interaction waits for its first answer. */
  answerWithinMs?: number
  /** From which post on 429 is answered; Discord's client slows down by itself when it nears this. */
  postLimit?: PostLimit
  shards?: number
  maxConcurrency?: number
  /** Discord takes one IDENTIFY in 5 s; 0 takes all, so that a test can start a second bot at once. */
  identifyEveryMs?: number
  heartbeatMs?: number
}

export const startDiscord = async ({
  token = 'MTIzNDU2Nzg5.fake.token',
  clock = Date.now,
  answerWithinMs = 3000,
  postLimit = { posts: 1000, perMs: 5000 },
  shards = 1,
  maxConcurrency = 1,
  identifyEveryMs = 0,
  heartbeatMs = 41_250,
}: Options = {}) => {
  const changes = createChanges()
  const { changed, waitFor } = changes
  const state = createState(clock)
  const messages = createMessages(state, changed)
  const registry = createCommandRegistry(state.application, state.newId)
  const interactions = createInteractions({ state, messages, answerWithinMs, changed })
  const faults = createFaults()
  const server = createServer({ keepAliveTimeout: 60_000 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const gatewayUrl = () => `ws://127.0.0.1:${port}`
  const gateway = createGateway(server, state, {
    changed,
    token,
    url: gatewayUrl,
    heartbeatMs,
    identifyEveryMs,
    maxConcurrency,
  })
  const { dispatch, controls, tell } = gateway
  const identifies = () => controls.identifies
  const routes = [
    ...selfRoutes(state, { url: gatewayUrl, shards, maxConcurrency, identifies }),
    ...commandRoutes(state, registry),
    ...channelRoutes(state, messages, postLimit),
    ...interactionRoutes(state, interactions),
  ]
  const rest = createRest({ routes, token, faults, clock })
  server.on('request', rest.serve)

  return {
    /** For `rest.api` of the client. */
    url: `http://127.0.0.1:${port}/api`,
    token,
    application: state.application,
    botUser: state.botUser,
    gateway: controls,
    /** The registered commands: `all(guildId?)`, and how often they were replaced: `puts`. */
    commands: registry,
    requests: rest.requests,
    /** What Discord refused; empty while the bot knows the rules. */
    refusals: rest.refusals,
    pings: messages.pings,

    addGuild(name: string): Guild {
      const guild = state.addGuild(name)
      tell(guild, 'GUILD_CREATE', arrivingGuild(guild, state))
      return guild
    },
    addChannel(guild: Guild, name: string, options: { botMay?: bigint } = {}): Channel {
      const channel = state.addChannel(guild, name, options)
      tell(guild, 'CHANNEL_CREATE', wireChannel(channel))
      return channel
    },
    removeChannel(channel: Channel) {
      state.channels.delete(channel.id)
      if (channel.guild) tell(channel.guild, 'CHANNEL_DELETE', wireChannel(channel))
    },
    removeBot(guild: Guild) {
      guild.hasBot = false
      tell(guild, 'GUILD_DELETE', { id: guild.id })
    },
    addUser: state.addUser,
    nickname: state.nickname,
    directMessages: state.directMessages,
    refuseDirectMessages: state.refuseDirectMessages,
    messages: messages.in,
    namedIn: messages.namedIn,

    ...createPeople({ state, messages, registry, interactions, dispatch }),

    waitFor,
    /** The next message in the channel that everybody sees, and that is more than "thinking". */
    nextMessage: (channel: Channel, withinMs = 5000): Promise<Message> => {
      const before = new Set(messages.in(channel))
      const isNew = (message: Message) => !before.has(message) && !(message.flags & flag.loading)
      return waitFor(() => messages.in(channel).find(isNew), { withinMs, what: `a new message in #${channel.name}` })
    },
    failNext: faults.add,
    /** Ends everything at once. */
    async close() {
      changes.stop()
      interactions.close()
      gateway.stop()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export type Discord = Awaited<ReturnType<typeof startDiscord>>
