import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { createDiscord } from '../../src/adapters/discord/discord.ts'
import { createBot } from '../../src/bot/create-bot.ts'
import { parseLine } from '../../src/bot/parse.ts'
import type { Rate } from '../../src/bot/rate-limit.ts'
import type { Input } from '../../src/bot/read-options.ts'
import { commands } from '../../src/commands/index.ts'
import type { Database } from '../../src/ports/database.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Exchange } from '../loopback-discord/exchange.ts'
import type { Message } from '../loopback-discord/messages.ts'
import { type Node, readable } from '../loopback-discord/readable.ts'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import type { Channel, User } from '../loopback-discord/state.ts'
import { backendDeveloper } from './bot.ts'
import { openedStore } from './database.ts'
import { createPostingBot } from './posting-bot.ts'
import { createRecordingLog } from './recording-log.ts'
import { type ClockOptions, createTestClock } from './test-clock.ts'

type Options = {
  start?: string
  between?: ClockOptions['between']
  store?: Database
  loginTimeoutMs?: number
  answerTimeoutMs?: number
  /** Milliseconds between attempts; what the bot itself takes, unless told. */
  pause?: number
  guildId?: string
  discord?: Parameters<typeof startDiscord>[0]
  /** Discord lives by the test's clock, too: it forgets nonces when the test lets minutes pass. */
  sameClock?: boolean
  /** Written to instead of the one that is kept. */
  log?: Log
  /** How many commands a person may send; any number without it. */
  rate?: Rate
}

export { readable }

/** The bot on a Discord of the test's own: the real client against a server on this machine, at a clock that the test moves. */
export const createDiscordWorld = async ({
  start = '2026-11-23T08:00',
  loginTimeoutMs,
  answerTimeoutMs,
  pause,
  guildId,
  store: given,
  sameClock = false,
  ...more
}: Options = {}) => {
  const { clock, at, pass, afterLine } = createTestClock(start, more.between ? { between: more.between } : {})
  const discord = await startDiscord({ ...more.discord, ...(sameClock && { clock: () => clock().epochMilliseconds }) })
  onTestFinished(discord.close)
  const store = given ?? (await openedStore()).store
  const log = createRecordingLog()
  const discordOptions = {
    ...(loginTimeoutMs !== undefined && { loginTimeoutMs }),
    ...(answerTimeoutMs !== undefined && { answerTimeoutMs }),
    ...(pause !== undefined && { pauseAfter: () => pause }),
    ...(guildId !== undefined && { guildId }),
  }
  const parts = { store, roadmaps: backendDeveloper, clock, log: more.log ?? log, newId: randomUUID, rate: more.rate }
  const adapter = createDiscord({ token: discord.token, api: discord.url, clock, log: parts.log, ...discordOptions })
  onTestFinished(() => adapter.stop())
  const { notifications, bot, owed, toFollow } = createPostingBot(adapter, parts)
  const guild = discord.addGuild('Study')
  const channel = discord.addChannel(guild, 'roadmap')
  /** Channels that are chosen from a list have to be known. */
  const channels = new Map([[channel.id, channel]])
  const people = new Map<string, User>()
  const person = (name: string): User => {
    const user = people.get(name) ?? discord.addUser(name)
    people.set(name, user)
    return user
  }

  const answerOf = async (exchange: Exchange) => {
    const shown = await exchange.done()
    await discord.waitFor(() => shown.followUps.length >= toFollow() || undefined)
    await owed()
    afterLine()
    const message = shown.updated ?? shown.message ?? shown.followUps[0]
    if (!message) throw new Error(`no answer: ${JSON.stringify(shown)}`)
    const followUps = shown.followUps.filter((followUp) => followUp !== message)
    return {
      shown,
      message,
      isPrivate: message.visibleTo !== undefined,
      text: [message, ...followUps].map(readable).join('\n'),
    }
  }

  const optionsOf = (input: Input) =>
    Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, channels.get(String(value)) ?? (value as string)]),
    )

  return {
    discord,
    store,
    log,
    bot,
    adapter,
    notifications,
    guild,
    channel,
    person,
    addChannel(name: string): Channel {
      const added = discord.addChannel(guild, name)
      channels.set(added.id, added)
      return added
    },
    at,
    pass,
    /** The process ends, and another one starts on the same database. */
    async restart() {
      await adapter.stop()
      const next = createDiscord({ token: discord.token, api: discord.url, clock, log })
      onTestFinished(() => next.stop())
      await next.start(createBot({ ...parts, commands }))
    },
    /** Begins, and waits until people are heard. */
    begin: () => adapter.start(bot),
    /** What somebody sees of a command, given as the line that means the same; the organizers are those who may manage the server. */
    async say(
      name: string,
      line: string,
      { mayManage = false, where = channel }: { mayManage?: boolean; where?: Channel } = {},
    ) {
      const { command, input } = parseLine(line, commands)
      const exchange = discord.slash(person(name), where, `roadmap ${command.name}`, optionsOf(input), { mayManage })
      return answerOf(exchange)
    },
    async press(name: string, message: Message, label: string) {
      return answerOf(discord.press(person(name), message, label))
    },
    async choose(name: string, message: Message, label: string) {
      const menu = (message.components as Node[]).flatMap(function find(node: Node): Node[] {
        return node.type === 3 ? [node] : (node.components ?? []).flatMap(find)
      })[0] as { custom_id?: string; options?: { label: string; value: string }[] } | undefined
      const option = menu?.options?.find((one) => one.label === label)
      return answerOf(discord.choose(person(name), message, menu?.custom_id ?? '', [option?.value ?? '']))
    },
    async tick(): Promise<string[]> {
      const before = discord.messages(channel).length
      await notifications.runCycleAndWait()
      return discord.messages(channel).slice(before).map(readable)
    },
  }
}
