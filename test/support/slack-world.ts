import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { onTestFinished } from 'vitest'
import { createSlack } from '../../src/adapters/slack/slack.ts'
import { scopes } from '../../src/adapters/slack/transport/manifest.ts'
import { startHealth } from '../../src/app/health.ts'
import type { Rate } from '../../src/bot/rate-limit.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import type { Database } from '../../src/ports/database.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Exchange } from '../loopback-slack/exchange.ts'
import { elementsOf, type Node, readable, readableView, wordsOf } from '../loopback-slack/readable.ts'
import { startSlack } from '../loopback-slack/start-slack.ts'
import type { Channel, Message, User, View } from '../loopback-slack/state.ts'
import { backendDeveloper } from './bot.ts'
import { openedStore } from './database.ts'
import { createPostingBot } from './posting-bot.ts'
import { createRecordingLog } from './recording-log.ts'
import { type ClockOptions, createTestClock } from './test-clock.ts'

export type Options = {
  way?: 'socket' | 'http'
  start?: string
  between?: ClockOptions['between']
  store?: Database
  roadmaps?: readonly Roadmap[]
  answerTimeoutMs?: number
  drainTimeoutMs?: number
  helloTimeoutMs?: number
  pingTimeoutMs?: number
  botToken?: string
  /** Names of workspaces that the bot is in besides. */
  elsewhere?: readonly string[]
  appToken?: string
  slack?: Parameters<typeof startSlack>[0]
  /** Written to instead of the one that is kept. */
  log?: Log
  /** How many commands a person may send; any number without it. */
  rate?: Rate
}

/** The bot in a Slack of the test's own: the real Bolt against a server on this machine, at a clock that the test moves. */
export const createSlackWorld = async ({
  way = 'socket',
  start = '2026-11-23T08:00',
  store: given,
  roadmaps = backendDeveloper,
  botToken,
  appToken,
  elsewhere = [],
  ...more
}: Options = {}) => {
  const slack = await startSlack(more.slack)
  onTestFinished(slack.close)
  const store = given ?? (await openedStore()).store
  const { clock, at, pass, afterLine } = createTestClock(start, more.between ? { between: more.between } : {})
  const log = createRecordingLog()
  const granted = { scopes: scopes.map(({ scope }) => scope) }
  const workspace = slack.addWorkspace('Study', granted)
  const others = elsewhere.map((name) => slack.addWorkspace(name, granted))
  const slackParts = {
    botTokens: [botToken ?? workspace.botToken, ...others.map((other) => other.botToken)],
    ...(way === 'socket' ? { appToken: appToken ?? slack.appToken } : { signingSecret: slack.signingSecret }),
    apiUrl: slack.apiUrl,
    // Signatures are checked by the clock on the wall, by the library too.
    clock: way === 'socket' ? clock : Temporal.Now.instant,
    log: more.log ?? log,
    ...(more.pingTimeoutMs !== undefined && { pingTimeoutMs: more.pingTimeoutMs }),
    ...(more.drainTimeoutMs !== undefined && { drainTimeoutMs: more.drainTimeoutMs }),
    ...(more.answerTimeoutMs !== undefined && { answerTimeoutMs: more.answerTimeoutMs }),
    ...(more.helloTimeoutMs !== undefined && { helloTimeoutMs: more.helloTimeoutMs }),
  }
  const adapter = createSlack(slackParts)
  onTestFinished(() => adapter.stop())
  const { events } = adapter
  let url = ''
  if (events) {
    const parts = { store, clock: Temporal.Now.instant, log: more.log ?? log }
    const server = await startHealth({ port: 0, host: '127.0.0.1' }, parts, { adapters: [adapter], requests: events })
    url = `http://127.0.0.1:${server.port}/slack/events`
    slack.deliverBy({ url })
    onTestFinished(server.close)
  }
  const parts = { store, roadmaps, clock, log: more.log ?? log, newId: randomUUID, rate: more.rate }
  const { notifications, bot, owed, toFollow } = createPostingBot(adapter, parts)
  const channel = slack.addChannel(workspace, 'roadmap')
  const people = new Map<string, User>()
  /** Organizers are the workspace's admins. */
  const person = (name: string, { admin = false } = {}): User => {
    const user = people.get(name) ?? slack.addUser(workspace, name, { admin })
    people.set(name, user)
    return user
  }

  const answerOf = async (exchange: Exchange) => {
    const first = await exchange.done()
    const { message, view } = first ?? {}
    if (!first || !(message || view)) throw new Error(`no answer: ${exchange.failed}`)
    await exchange.acked
    await slack.waitFor(() => exchange.responses.length > toFollow())
    await owed()
    afterLine()
    const followUps = exchange.responses.flatMap((response) =>
      response.message && response.message !== message ? [response.message] : [],
    )
    return {
      exchange,
      kind: first.kind,
      get message(): Message {
        if (!message) throw new Error('a view and no message')
        return message
      },
      get view(): View {
        if (!view) throw new Error('a message and no view')
        return view
      },
      followUps,
      isPrivate: !message || message.ephemeralTo !== undefined,
      text: [
        ...(view ? [readableView(view)] : []),
        ...[...(message ? [message] : []), ...followUps].map(readable),
      ].join('\n'),
    }
  }

  return {
    slack,
    url,
    store,
    log,
    bot,
    adapter,
    notifications,
    workspace,
    others,
    channel,
    person,
    addChannel: (name: string) => slack.addChannel(workspace, name),
    at,
    pass,
    /** Begins, and waits until people are heard. */
    begin: () => adapter.start(bot),
    /** The process ends, and another one starts on the same database. */
    async restart() {
      await adapter.stop()
      const next = createSlack(slackParts)
      onTestFinished(() => next.stop())
      await next.start(bot)
    },
    /** What somebody sees of a command. */
    say: (name: string, line: string, { admin = false, where = channel }: { admin?: boolean; where?: Channel } = {}) =>
      answerOf(slack.command(person(name, { admin }), where, '/roadmap', line)),
    press: (name: string, message: Message, label: string) => answerOf(slack.press(person(name), message, label)),
    async choose(name: string, message: Message, label: string) {
      const at = (message.blocks as Node[]).find(({ elements = [] }) =>
        elements.some(({ type }) => type === 'static_select'),
      )
      const menu = elementsOf(message).find(({ type }) => type === 'static_select')
      const option = menu?.options?.find((one) => wordsOf(one) === label)
      const blockId = (at as { block_id?: string } | undefined)?.block_id ?? ''
      const exchange = slack.select(person(name), message, blockId, menu?.action_id ?? '', option?.value ?? '')
      if (!exchange) throw new Error('nobody hears of it')
      return answerOf(exchange)
    },
    /** What comes of a form that is handed over: an answer, errors at its fields, or another view. */
    async submit(name: string, view: View, values: Parameters<typeof slack.submit>[2] = {}) {
      const exchange = slack.submit(person(name), view, values)
      const seen = ['ephemeral', 'posted', 'modal', 'modal errors', 'updated']
      const first = await exchange.waitFor(({ kind }) => seen.includes(kind))
      await exchange.done()
      await owed()
      afterLine()
      const { message, view: shown, errors } = first
      const words = message ? readable(message) : shown && !errors ? readableView(shown) : ''
      return { kind: first.kind, message, view: shown, errors, text: words, exchange }
    },
    /** What somebody sees on the home tab when they open it. */
    async home(name: string): Promise<View> {
      const exchange = slack.openHome(person(name))
      const { view } = await exchange.waitFor(({ kind }) => kind === 'home')
      if (!view) throw new Error('no home')
      return view
    },
    async tick(): Promise<string[]> {
      const before = slack.messages(channel).length
      await notifications.runCycleAndWait()
      return slack.messages(channel).slice(before).map(readable)
    },
  }
}
