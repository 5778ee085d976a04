/** Discord's side of the soak. */
import { parseLine } from '../../src/bot/parse.ts'
import { commands } from '../../src/commands/index.ts'
import type { Message } from '../loopback-discord/messages.ts'
import { readable } from '../loopback-discord/readable.ts'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import type { Channel, User } from '../loopback-discord/state.ts'
import type { MovedClock } from './moved-clock.ts'
import type { Random } from './random.ts'
import { type Ask, countIn, type Fault, type Post, type Side, type SideAnswer } from './side.ts'

/** How long an answer may take after it was begun, in milliseconds. */
const timeoutMs = 8000

const posting = /^POST \/channels\/\d+\/messages$/
const answering = /^POST \/interactions\/.*\/callback$/

const wayOf = { posts: posting, answers: answering }

const faultOf = (what: 'posts' | 'answers', random: Random) => {
  const match = wayOf[what]
  const times = random.int(1, 2)
  return random.weighted([
    [3, { name: '5xx', match, status: random.pick([500, 502, 503]), times }],
    [2, { name: '429', match, status: 429, headers: { 'Retry-After': '0.2' } }],
    [2, { name: 'late', match, lateMs: random.int(50, 800), times }],
    // Where posts are concerned; an answer that was taken is read.
    [3, { name: 'taken, then broken', match, afterHandling: true }],
    [2, { name: 'taken, then 5xx', match, afterHandling: true, status: random.pick([500, 503]), times }],
    [1, { name: 'broken', match, times }],
  ])
}

export const createDiscordSide = async ({
  clock,
  answerWithinMs,
}: {
  clock: MovedClock
  answerWithinMs: number
}): Promise<Side> => {
  const discord = await startDiscord({ clock: clock.now, answerWithinMs })
  const guild = discord.addGuild('Soak')
  const [host, lobby] = [discord.addUser('Host'), discord.addChannel(guild, 'lobby')]
  const countPosts = countIn(discord.requests, ({ method, path }) => posting.test(`${method} ${path}`))
  let answers = 0

  const ask = async (user: User, channel: Channel, line: string, { manages, twice }: Ask): Promise<SideAnswer> => {
    const { command, input } = parseLine(line, commands)
    const options = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value as string]))
    try {
      const exchange = discord.slash(user, channel, `roadmap ${command.name}`, options, { mayManage: manages, twice })
      const shown = await exchange.done(answerWithinMs + timeoutMs)
      if (shown.failed !== undefined) return { failed: shown.failed }
      const message =
        shown.message ?? (await discord.waitFor(() => shown.followUps[0], { withinMs: timeoutMs, what: 'a follow-up' }))
      answers++
      return answerOf(message)
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) }
    }
  }

  const add = (name: string, fault: Parameters<typeof discord.failNext>[0]): Fault => ({
    name: `Discord: ${name}`,
    ...discord.failNext(fault),
  })

  return {
    platform: 'discord',
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url },
    addRoom(name) {
      const channel = discord.addChannel(guild, name)
      return {
        id: channel.id,
        addPerson(person) {
          const user = discord.addUser(person)
          return {
            id: `discord:${user.id}`,
            ask: (line, how) => ask(user, channel, line, how),
            direct: () => discord.messages(discord.directMessages(user)).map(postOf),
          }
        },
        posts: () => discord.messages(channel).map(postOf),
        attempts: () =>
          discord.requests
            .filter(({ method, path }) => method === 'POST' && path === `/channels/${channel.id}/messages`)
            .map(({ at }) => at),
      }
    },
    wake: () => ask(host, lobby, 'help', { manages: false, twice: false }),
    isUp: () => discord.gateway.connected > 0 && discord.commands.puts > 0,
    counts: () => ({ posts: countPosts(), answers }),
    holdPost: ({ taken }) => add('held', { match: posting, hang: true, ...(taken && { afterHandling: true }) }),
    disturb(what, random) {
      const { name, ...fault } = faultOf(what, random)
      return add(`${what} ${name}`, fault)
    },
    failPosts: () =>
      add('outage', { match: posting, status: 503, afterHandling: true, times: Number.POSITIVE_INFINITY }),
    refuseConnections() {
      discord.gateway.refuse(true)
      return { name: 'Discord: no connection', cancel: () => discord.gateway.refuse(false) }
    },
    refreshConnection: () => discord.gateway.reconnect(),
    cutConnection: () => discord.gateway.invalidate(),
    ruleBreaks: () =>
      discord.refusals
        .filter(({ status, code }) => status === 400 && code !== 40060)
        .map(({ method, path, message, errors }) => `${method} ${path}: ${message} ${JSON.stringify(errors)}`),
    close: discord.close,
  }
}

const postOf = (message: Message): Post => ({ text: readable(message), at: Date.parse(message.timestamp) })

const answerOf = (message: Message): SideAnswer => {
  const [file] = message.files
  return { text: readable(message), ...(file && { file: Buffer.from(file.bytes).toString('utf8') }) }
}
