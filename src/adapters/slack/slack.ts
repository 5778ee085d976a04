/** Slack: commands, presses, forms and events in, cards, modals and home tabs out; by Socket Mode, or over HTTP. */
import type { RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { App } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import { type ChatAdapter, ownerOf } from '../../bot/chat-adapter.ts'
import { Fatal } from '../../bot/fatal.ts'
import { inTime } from '../../bot/in-time.ts'
import type { Invocation } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import { LoggableError } from '../../bot/loggable-error.ts'
import type { Instant } from '../../core/calendar.ts'
import { respondTimeout } from './answer-address.ts'
import { createChannelCheck } from './channel-check.ts'
import { hearEvents } from './events.ts'
import { eventsPath } from './events-path.ts'
import { createHomes } from './homes.ts'
import { createHttpWay } from './http-way.ts'
import { createInstallations } from './installations.ts'
import { readActorId } from './invocation.ts'
import { listen } from './listen.ts'
import { createLogger } from './logger.ts'
import { checkMembership } from './membership.ts'
import { createOwnConversations } from './own-conversations.ts'
import { platform } from './platform.ts'
import { createPosting } from './posting.ts'
import { present } from './present.ts'
import { createProfiles } from './profiles.ts'
import { confirmRemoved } from './removal.ts'
import { withFileSent } from './send-file.ts'
import { openSocketLine } from './socket-line.ts'
import { createSocketLines } from './socket-lines.ts'
import { createViews } from './views.ts'
import { pauseAfter } from './web-error.ts'

type Parts = {
  /** One for each workspace. */
  botTokens: readonly string[]
  /** The base of the Web API. */
  apiUrl: string
  clock: () => Instant
  log: Log
  /** Milliseconds after which an answer follows its acknowledgement. */
  answerPatience?: number
  /** Milliseconds that answers under way may take when the bot is stopped; 8,000. */
  drainPatience?: number
  /** Milliseconds until a connection must have greeted, and between its pings. */
  greetingPatience?: number
  pingPatience?: number
} & ({ appToken: string } | { signingSecret: string })

/** `events`: over HTTP, what answers Slack's requests. */
export type SlackAdapter = ChatAdapter & { events?: RequestListener }

export const createSlack = (parts: Parts): SlackAdapter => {
  const { botTokens, apiUrl, clock, log, answerPatience, drainPatience = 8000, greetingPatience, pingPatience } = parts
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
    ended.reject(new Fatal('Slack refuses SLACK_BOT_TOKEN, which it took before: was it changed?'))
  const posting = createPosting({ installations, clock, onTokenRefused })
  const views = createViews({ installations, bot: () => speaker(), log })
  const homes = createHomes({ views, bot: () => speaker(), log })
  const own = createOwnConversations()
  let bot: Bot | undefined
  let isListening = false

  const speaker = (): Bot => {
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

  const outcomeOf = async (asked: Promise<Invocation>): Promise<Outcome> => {
    const invocation = await asked
    const mayManageNow = () => profiles.mayManageNow(readActorId(invocation.actor.id))
    const outcome = await speaker().handle({ ...invocation, checkChannel: checkFor(invocation), mayManageNow })
    void answered(homes.follow(invocation, outcome))
    const { where } = invocation
    const isOverheard = where.direct && !own.has(where)
    const said = isOverheard ? { ...outcome, seenBy: 'caller' as const } : outcome
    return withFileSent(said, invocation, { installations, log })
  }

  const http =
    'signingSecret' in parts
      ? createHttpWay({ signingSecret: parts.signingSecret, clock, log, logger, isListening: () => isListening })
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
  listen(app, { bot: speaker, own, profiles, views, homes, posting, outcomeOf, answered, patience: answerPatience })

  hearEvents(app, { bot: speaker, installations, posting, log, tracked: answered })

  const lines =
    'appToken' in parts
      ? createSocketLines({
          open: () =>
            openSocketLine({
              ...{ app, appToken: parts.appToken, apiUrl, logger, isTaking: () => !stopping.signal.aborted },
              ...(greetingPatience !== undefined && { greetingPatience }),
              ...(pingPatience !== undefined && { pingPatience }),
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
        if (error instanceof Fatal) throw error
        log.warn({ err: error }, 'Slack cannot be reached: once more')
      }
      await setTimeout(pauseAfter(failures), undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  return {
    platform,
    remembersKeys: 0,
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
    prepare: async (to, reply) => posting.prepare(to, await present(reply, { bot: speaker(), owner: ownerOf(to) })),
    confirmRemoved: (where) => confirmRemoved(where, { installations }),
    checkMembership: (person, where) => checkMembership(person, where, { installations, log }),
    async stop() {
      isListening = false
      stopping.abort()
      // Acknowledgements go out by the connections, so these are closed last.
      await inTime(allAnswered(), drainPatience)
      await lines?.close()
      http?.close()
      ended.resolve()
    },
    ...(http && { events: http.events }),
  }
}
