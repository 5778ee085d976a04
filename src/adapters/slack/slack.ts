/** Slack: commands, presses, forms and events in, cards, modals and home tabs out; by Socket Mode, or over HTTP. */
import type { RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { App } from '@slack/bolt'
import type { Bot, BotResponse } from '../../bot/bot.ts'
import type { ChatAdapter } from '../../bot/chat-adapter.ts'
import { withTimeout } from '../../bot/with-timeout.ts'
import type { Invocation } from '../../chat/invocation.ts'
import { ownerOf } from '../../chat/message-sender.ts'
import type { Instant } from '../../core/calendar.ts'
import { OperatorError } from '../../errors/fatal.ts'
import { LoggableError } from '../../errors/loggable-error.ts'
import type { Log } from '../../ports/log.ts'
import { registerEvents } from './inbound/events.ts'
import { registerHandlers } from './inbound/register-handlers.ts'
import { createChannelCheck } from './outbound/channel-check.ts'
import { createHomeTabs } from './outbound/home-tabs.ts'
import { createKnownDms } from './outbound/known-dms.ts'
import { checkMembership, confirmRemoved } from './outbound/membership.ts'
import { createSlackSender } from './outbound/posting.ts'
import { createProfiles } from './outbound/profiles.ts'
import { respondTimeout } from './outbound/respond-at.ts'
import { withFileSent } from './outbound/send-file.ts'
import { createViews } from './outbound/views.ts'
import { toCard } from './render/to-card.ts'
import { createHttpTransport } from './transport/http.ts'
import { createInstallations } from './transport/installations.ts'
import { createLogger } from './transport/logger.ts'
import { eventsPath, platform, readActorId } from './transport/platform.ts'
import { openSocketConnection } from './transport/socket-connection.ts'
import { createSocketPool } from './transport/socket-pool.ts'
import { pauseAfter } from './transport/web-error.ts'

type SlackDeps = {
  /** One for each workspace. */
  botTokens: readonly string[]
  /** The base of the Web API. */
  apiUrl: string
  clock: () => Instant
  log: Log
  /** Milliseconds after which an answer follows its acknowledgement. */
  answerTimeoutMs?: number
  /** Milliseconds that answers under way may take when the bot is stopped; 8,000. */
  drainTimeoutMs?: number
  /** Milliseconds until a connection must have greeted, and between its pings. */
  helloTimeoutMs?: number
  pingTimeoutMs?: number
} & ({ appToken: string } | { signingSecret: string })

/** `events`: over HTTP, what answers Slack's requests. */
export type SlackAdapter = ChatAdapter & { events?: RequestListener }

export const createSlack = (parts: SlackDeps): SlackAdapter => {
  const { botTokens, apiUrl, clock, log, answerTimeoutMs, drainTimeoutMs = 8000, helloTimeoutMs, pingTimeoutMs } = parts
  const ended = Promise.withResolvers<void>()
  // Whoever waits for the end hears of it; until then it is nobody's unhandled rejection.
  ended.promise.catch(() => {})
  const stopping = new AbortController()
  const answering = new Set<Promise<void>>()
  const logger = createLogger(log)
  const installations = createInstallations({ apiUrl, log })
  const checkFor = createChannelCheck({ installations, log })
  const profiles = createProfiles({ installations, clock, log })
  const onTokenRefused = () =>
    ended.reject(new OperatorError('Slack refuses SLACK_BOT_TOKEN, which it took before: was it changed?'))
  const posting = createSlackSender({ installations, clock, onTokenRefused })
  const views = createViews({ installations, bot: () => requireBot(), log })
  const homeTabs = createHomeTabs({ views, bot: () => requireBot(), log })
  const own = createKnownDms()
  let bot: Bot | undefined
  let isListening = false

  const requireBot = (): Bot => {
    if (bot) return bot
    throw new LoggableError('Slack has not been started')
  }

  /** An exception in a listener would reach the library, which throws it on. */
  const answered = (work: Promise<void>): Promise<void> => {
    const answer: Promise<void> = work
      .catch((error: unknown) => log.error({ err: error }, 'an answer did not reach Slack'))
      .finally(() => answering.delete(answer))
    answering.add(answer)
    return answer
  }

  /** What is under way may begin more, such as bringing a home tab up to date. */
  const allAnswered = async () => {
    while (answering.size > 0) await Promise.all(answering)
  }

  const outcomeOf = async (asked: Promise<Invocation>): Promise<BotResponse> => {
    const invocation = await asked
    const mayManageNow = () => profiles.mayManageNow(readActorId(invocation.actor.id))
    const outcome = await requireBot().handle({ ...invocation, checkChannel: checkFor(invocation), mayManageNow })
    void answered(homeTabs.follow(invocation, outcome))
    const { where } = invocation
    const isOverheard = where.direct && !own.has(where)
    const said = isOverheard ? { ...outcome, visibleTo: 'caller' as const } : outcome
    return withFileSent(said, invocation, { installations, log })
  }

  const http =
    'signingSecret' in parts
      ? createHttpTransport({ signingSecret: parts.signingSecret, clock, log, logger, isListening: () => isListening })
      : undefined
  const app = new App({
    // Connections are kept here, and not by the library.
    receiver: http?.receiver ?? { init() {}, start: async () => {}, stop: async () => {} },
    // With a token of its own, the constructor would ask Slack at once, and nobody could catch what it answers.
    deferInitialization: true,
    async authorize({ teamId = '' }) {
      const { botToken, botId, botUserId } = installations.of(teamId)
      return { teamId, botToken, botId, botUserId }
    },
    logger,
    convoStore: false,
    clientOptions: {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 },
      fetch: (url, init) => fetch(url, { signal: AbortSignal.timeout(respondTimeout), ...init }),
    },
  })
  app.error(async (error) => log.error({ err: error }, 'the Slack app failed'))
  registerHandlers(app, {
    bot: requireBot,
    own,
    profiles,
    views,
    homeTabs,
    posting,
    outcomeOf,
    answered,
    timeoutMs: answerTimeoutMs,
  })

  registerEvents(app, { bot: requireBot, installations, posting, log, tracked: answered })

  const lines =
    'appToken' in parts
      ? createSocketPool({
          open: () =>
            openSocketConnection({
              ...{ app, appToken: parts.appToken, apiUrl, logger, isTaking: () => !stopping.signal.aborted },
              ...(helloTimeoutMs !== undefined && { helloTimeoutMs }),
              ...(pingTimeoutMs !== undefined && { pingTimeoutMs }),
            }),
          log,
          stopping: stopping.signal,
        })
      : undefined

  /** Tried for as long as Slack is out of reach. */
  const identify = async (botToken: string): Promise<void> => {
    for (let failures = 1; !stopping.signal.aborted; failures++) {
      try {
        await installations.add(botToken)
        return
      } catch (error) {
        if (error instanceof OperatorError) throw error
        log.warn({ err: error }, 'Slack cannot be reached: once more')
      }
      await setTimeout(pauseAfter(failures), undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  return {
    platform,
    idempotencyWindowSeconds: 0,
    ended: ended.promise,
    async start(given) {
      bot = given
      for (const botToken of botTokens) await identify(botToken)
      await app.init()
      await lines?.start()
      isListening = !stopping.signal.aborted
      if (isListening) log.info({}, lines ? 'connected to Slack' : `Slack is answered at ${eventsPath}`)
    },
    isUp: () => isListening && !installations.isEmpty() && (lines?.isUp() ?? true),
    prepare: async (to, reply) => posting.prepare(to, await toCard(reply, { bot: requireBot(), owner: ownerOf(to) })),
    confirmRemoved: (where) => confirmRemoved(where, { installations }),
    checkMembership: (person, where) => checkMembership(person, where, { installations, log }),
    async stop() {
      isListening = false
      stopping.abort()
      // Acknowledgements go out by the connections, so these are closed last.
      await withTimeout(allAnswered(), drainTimeoutMs)
      await lines?.close()
      http?.close()
      ended.resolve()
    },
    ...(http && { events: http.events }),
  }
}
