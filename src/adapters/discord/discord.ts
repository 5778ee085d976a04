/** The adapter of Discord: receives slash commands, buttons and menus, sends cards. */
import { setTimeout } from 'node:timers/promises'
import { type Client, Events, type Interaction } from 'discord.js'
import type { Bot } from '../../bot/bot.ts'
import type { ChatAdapter } from '../../bot/chat-adapter.ts'
import { withTimeout } from '../../bot/with-timeout.ts'
import { ownerOf } from '../../chat/message-sender.ts'
import type { Instant } from '../../core/calendar.ts'
import { backOff } from '../../core/retry.ts'
import { LoggableError } from '../../errors/loggable-error.ts'
import type { OperatorError } from '../../errors/operator-error.ts'
import type { Lease } from '../../ports/leases.ts'
import type { Log } from '../../ports/log.ts'
import { createChannelCheck } from './channel-check.ts'
import { createClient, isUp, logIn, watchToken } from './connection.ts'
import { handleInteraction } from './handle-interaction.ts'
import { platform } from './invocation.ts'
import { confirmRemoved, createMembershipCheck } from './membership.ts'
import { createPostRest, nonceWindowSeconds, prepareMessage } from './posting.ts'
import { invitation, permanentFault, registerCommands } from './register.ts'
import { presentCard } from './to-card.ts'
import { whileHeld } from './while-held.ts'

type DiscordDeps = {
  token: string
  /** The REST base without a version. */
  api: string
  /** Where set, the command is registered in this server only. */
  guildId?: string | undefined
  /** The bot answers only while it holds the lease; without a lease, always. */
  lease?: Pick<Lease, 'state' | 'ask'>
  clock: () => Instant
  log: Log
  loginTimeoutMs?: number
  /** Milliseconds after which an answer is deferred. */
  answerTimeoutMs?: number
  /** Milliseconds to wait after so many failed attempts. */
  pauseAfter?: (attempts: number) => number
}

const alwaysHeld: Pick<Lease, 'state' | 'ask'> = { state: () => 'held', ask: async () => 'held' }

/** How long `stop` waits for answers that are being made; in milliseconds. */
const drainTimeoutMs = 8000

/** How long `stop` waits for the connection to close; in milliseconds. */
const closeTimeoutMs = 500

export const createDiscord = ({
  token,
  api,
  guildId,
  lease = alwaysHeld,
  clock,
  log,
  loginTimeoutMs,
  answerTimeoutMs,
  pauseAfter = (attempts) => backOff(attempts, { firstMs: 2000, maxMs: 60_000 }),
}: DiscordDeps): ChatAdapter => {
  const ended = Promise.withResolvers<void>()
  // A rejection before somebody awaits `ended` is not unhandled.
  ended.promise.catch(() => {})
  const stopping = new AbortController()
  const answering = new Set<Promise<void>>()
  const rest = createPostRest(api, token)
  const checkFor = createChannelCheck({ rest, log })
  const checkMembership = createMembershipCheck({ rest, log })
  let client: Client | undefined
  let bot: Bot | undefined

  let fatal: OperatorError | undefined
  const onFatal = (error: OperatorError) => {
    fatal ??= error
    ended.reject(fatal)
    // Every further attempt would fail.
    stopping.abort()
  }
  watchToken(rest, onFatal)

  const listen = (to: Client, forBot: Bot) =>
    to.on(Events.InteractionCreate, (interaction: Interaction) => {
      const handle = () => handleInteraction(interaction, { bot: forBot, checkFor, timeoutMs: answerTimeoutMs })
      const answer: Promise<void> = whileHeld(interaction, lease, handle)
        // An unhandled rejection would end the process.
        .catch((error: unknown) =>
          log.error({ err: error, interaction: interaction.id }, 'Discord: an answer was not delivered'),
        )
        .finally(() => answering.delete(answer))
      answering.add(answer)
    })

  const pause = (attempts: number) =>
    setTimeout(pauseAfter(attempts), undefined, { signal: stopping.signal }).catch(() => {})

  const register = async (ready: Client<true>, { commands }: Bot) => {
    const applicationId = ready.application.id
    const to = { applicationId, guildId }
    log.info({ invite: invitation(applicationId) }, 'Discord: connected; this link invites the bot')
    for (let attempts = 1; !stopping.signal.aborted; attempts++) {
      try {
        const isChanged = await registerCommands(ready.rest, commands, to)
        if (isChanged) log.info({}, 'Discord: the slash command is registered')
        return
      } catch (error) {
        const fault = permanentFault(error, to)
        if (fault) {
          log.error({ err: error }, 'Discord: the slash command cannot be registered')
          throw fault
        }
        log.error({ err: error }, 'Discord: the slash command could not be registered, trying again')
        await pause(attempts)
      }
    }
  }

  const connect = async (forBot: Bot): Promise<void> => {
    for (let attempts = 1; !stopping.signal.aborted; attempts++) {
      const { signal } = stopping
      const connectionDeps = {
        token,
        api,
        log,
        onFatal,
        signal,
        ...(loginTimeoutMs !== undefined && { loginTimeoutMs }),
      }
      client = createClient(connectionDeps)
      listen(client, forBot)
      if ((await logIn(client, connectionDeps)) && client.isReady()) return register(client, forBot)
      // Not awaited: the client may be waiting for the gateway's first message, and ends only after it.
      client.destroy().catch(() => {})
      await pause(attempts)
    }
    if (fatal) throw fatal
  }

  const requireBot = (): Bot => {
    if (bot) return bot
    throw new LoggableError('Discord has not been started')
  }

  return {
    platform,
    idempotencyWindowSeconds: nonceWindowSeconds,
    ended: ended.promise,
    async start(startedBot) {
      bot = startedBot
      await connect(startedBot)
    },
    isUp: () => client !== undefined && !stopping.signal.aborted && isUp(client),
    async prepare(to, reply, key) {
      const card = await presentCard(reply, { bot: requireBot(), owner: ownerOf(to) })
      return prepareMessage(to, { card, key }, { rest, clock })
    },
    confirmRemoved: (where) => confirmRemoved(where, rest),
    checkMembership,
    async stop() {
      stopping.abort()
      client?.removeAllListeners(Events.InteractionCreate)
      await withTimeout(Promise.all(answering), drainTimeoutMs)
      // A client that is reconnecting ends only after that, so the wait is limited.
      if (client) await withTimeout(client.destroy(), closeTimeoutMs)
      ended.resolve()
    },
  }
}
