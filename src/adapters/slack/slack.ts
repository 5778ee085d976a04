/** The adapter of Slack: receives commands, presses, forms and events by Socket Mode or over HTTP; sends cards, modals and home tabs. */
import type { RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { App } from '@slack/bolt'
import type { Bot, BotResponse } from '../../bot/bot.ts'
import type { ChatAdapter } from '../../bot/chat-adapter.ts'
import { withTimeout } from '../../bot/with-timeout.ts'
import type { Invocation } from '../../chat/invocation.ts'
import { ownerOf } from '../../chat/message-sender.ts'
import type { Instant } from '../../core/calendar.ts'
import { LoggableError } from '../../errors/loggable-error.ts'
import { OperatorError } from '../../errors/operator-error.ts'
import type { Log } from '../../ports/log.ts'
import { registerEvents } from './inbound/events.ts'
import { registerHandlers } from './inbound/register-handlers.ts'
import { createChannelCheck } from './outbound/channel-check.ts'
import { createHomeTabs } from './outbound/home-tabs.ts'
import { createKnownDms } from './outbound/known-dms.ts'
import { checkMembership, confirmRemoved } from './outbound/membership.ts'
import { createSlackSender } from './outbound/posting.ts'
import { createProfiles } from './outbound/profiles.ts'
import { respondTimeoutMs } from './outbound/respond-at.ts'
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
  /** Milliseconds after which a request is acknowledged before its answer is ready. */
  answerTimeoutMs?: number
  /** Milliseconds that `stop` waits for answers that are being made; 8,000. */
  drainTimeoutMs?: number
  /** Milliseconds until a connection must have sent its hello, and between pings. */
  helloTimeoutMs?: number
  pingTimeoutMs?: number
} & ({ appToken: string } | { signingSecret: string })

/** `events` handles Slack's requests over HTTP; undefined with Socket Mode. */
export type SlackAdapter = ChatAdapter & { events?: RequestListener }

export const createSlack = (deps: SlackDeps): SlackAdapter => {
  const { botTokens, apiUrl, clock, log, answerTimeoutMs, drainTimeoutMs = 8000, helloTimeoutMs, pingTimeoutMs } = deps
  const ended = Promise.withResolvers<void>()
  // A rejection before somebody awaits `ended` is not unhandled.
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
  const knownDms = createKnownDms()
  let bot: Bot | undefined
  let isListening = false

  const requireBot = (): Bot => {
    if (bot) return bot
    throw new LoggableError('Slack has not been started')
  }

  /** Logs the failure of an answer and tracks it until it is done: the library would throw an exception of a listener again. */
  const answered = (work: Promise<void>): Promise<void> => {
    const answer: Promise<void> = work
      .catch((error: unknown) => log.error({ err: error }, 'Slack: an answer was not delivered'))
      .finally(() => answering.delete(answer))
    answering.add(answer)
    return answer
  }

  /** Waits for answers and for the work that they begin, such as updating a home tab. */
  const allAnswered = async () => {
    while (answering.size > 0) await Promise.all(answering)
  }

  const outcomeOf = async (request: Promise<Invocation>): Promise<BotResponse> => {
    const invocation = await request
    const mayManageNow = () => profiles.mayManageNow(readActorId(invocation.actor.id))
    const outcome = await requireBot().handle({ ...invocation, checkChannel: checkFor(invocation), mayManageNow })
    void answered(homeTabs.follow(invocation, outcome))
    const { where } = invocation
    const isAmongOthers = where.direct && !knownDms.has(where)
    const response = isAmongOthers ? { ...outcome, visibleTo: 'caller' as const } : outcome
    return withFileSent(response, invocation, { installations, log })
  }

  const http =
    'signingSecret' in deps
      ? createHttpTransport({ signingSecret: deps.signingSecret, clock, log, logger, isListening: () => isListening })
      : undefined
  const app = new App({
    // With Socket Mode the connections are ours (socket-pool.ts), so the library gets an empty receiver.
    receiver: http?.receiver ?? { init() {}, start: async () => {}, stop: async () => {} },
    // Otherwise the constructor would call Slack at once, and nobody could catch its error.
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
      fetch: (url, init) => fetch(url, { signal: AbortSignal.timeout(respondTimeoutMs), ...init }),
    },
  })
  app.error(async (error) => log.error({ err: error }, 'Slack: the app reported an error'))
  registerHandlers(app, {
    bot: requireBot,
    knownDms,
    profiles,
    views,
    homeTabs,
    posting,
    outcomeOf,
    answered,
    timeoutMs: answerTimeoutMs,
  })

  registerEvents(app, { bot: requireBot, installations, posting, log, tracked: answered })

  const sockets =
    'appToken' in deps
      ? createSocketPool({
          open: () =>
            openSocketConnection({
              ...{ app, appToken: deps.appToken, apiUrl, logger, isTaking: () => !stopping.signal.aborted },
              ...(helloTimeoutMs !== undefined && { helloTimeoutMs }),
              ...(pingTimeoutMs !== undefined && { pingTimeoutMs }),
            }),
          log,
          stopping: stopping.signal,
        })
      : undefined

  /** Looks up the workspace of a token, again and again while Slack is out of reach. */
  const identify = async (botToken: string): Promise<void> => {
    for (let failures = 1; !stopping.signal.aborted; failures++) {
      try {
        await installations.add(botToken)
        return
      } catch (error) {
        if (error instanceof OperatorError) throw error
        log.warn({ err: error }, 'Slack: cannot be reached, trying again')
      }
      await setTimeout(pauseAfter(failures), undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  return {
    platform,
    idempotencyWindowSeconds: 0,
    ended: ended.promise,
    async start(startedBot) {
      bot = startedBot
      for (const botToken of botTokens) await identify(botToken)
      await app.init()
      await sockets?.start()
      isListening = !stopping.signal.aborted
      if (isListening) log.info({}, sockets ? 'Slack: connected' : `Slack: requests are answered at ${eventsPath}`)
    },
    isUp: () => isListening && !installations.isEmpty() && (sockets?.isUp() ?? true),
    prepare: async (to, reply) => posting.prepare(to, await toCard(reply, { bot: requireBot(), owner: ownerOf(to) })),
    confirmRemoved: (where) => confirmRemoved(where, { installations }),
    checkMembership: (person, where) => checkMembership(person, where, { installations, log }),
    async stop() {
      isListening = false
      stopping.abort()
      // Acknowledgements are sent over the connections, so these are closed last.
      await withTimeout(allAnswered(), drainTimeoutMs)
      await sockets?.close()
      http?.close()
      ended.resolve()
    },
    ...(http && { events: http.events }),
  }
}
