/** The bot on Discord, as a process, beside a bare discord.js client that answers a constant, on the same loopback Discord. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { unitsOf } from '../../src/core/points.ts'
import { backendDeveloper } from '../support/bot.ts'
import { type Discord, startDiscord } from '../support/discord/start-discord.ts'
import type { User } from '../support/discord/state.ts'
import { line } from './measure.ts'

const concurrency = 32
const [oneByOne, together, costly] = [500, 4000, 900]

/** A group as groups are; each member does most of the roadmap in this run. */
const groupSize = 10

type Ask = (at: number) => { user: User; command: string; options?: Record<string, string | number> }

const openBot = async (script: string) => {
  const discord = await startDiscord()
  const channel = discord.addChannel(discord.addGuild('Bench'), 'bench')
  const folder = mkdtempSync(join(tmpdir(), 'bench-discord-'))
  const began = process.hrtime.bigint()
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url },
      ...{ DATABASE_URL: `file:${join(folder, 'bot.db')}`, LOG_LEVEL: 'error' },
    },
    stdio: 'inherit',
  })
  while (discord.commands.puts === 0) await setTimeout(2)
  const ask = async ({ user, command, options = {} }: ReturnType<Ask>) => {
    const shown = await discord.slash(user, channel, `roadmap ${command}`, options, { mayManage: true }).done()
    if (shown.failed) throw new Error(`${command}: ${shown.failed}`)
    return shown
  }
  const users = Array.from({ length: 50 }, (_, at) => discord.addUser(`user ${at}`))
  const [first] = users
  if (!first) throw new Error('nobody')
  await ask({ user: first, command: 'stage', options: { number: 3 } })
  const startedIn = Number(process.hrtime.bigint() - began) / 1e6
  return {
    discord,
    users,
    first,
    ask,
    startedIn,
    /** What the process has resident, in bytes. */
    resident: () => 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]),
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await discord.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Opened = Awaited<ReturnType<typeof openBot>>

const latency = async ({ ask, first }: Opened): Promise<number> => {
  const took: number[] = []
  for (let at = 0; at < oneByOne; at++) {
    const before = process.hrtime.bigint()
    await ask({ user: first, command: 'stage', options: { number: 3 } })
    took.push(Number(process.hrtime.bigint() - before) / 1e6)
  }
  return took.toSorted((a, b) => a - b)[oneByOne / 2] ?? 0
}

const perSecond = async ({ ask }: Opened, count: number, what: Ask): Promise<number> => {
  let at = 0
  const before = process.hrtime.bigint()
  const worker = async () => {
    while (at < count) await ask(what(at++))
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return count / (Number(process.hrtime.bigint() - before) / 1e9)
}

const stage =
  ({ first }: Opened): Ask =>
  () => ({ user: first, command: 'stage', options: { number: 3 } })

const requestsFor = (discord: Discord) =>
  discord.requests.filter(({ path }) => path.includes('/callback') || path.includes('/webhooks/')).length

export const benchDiscord = async () => {
  console.log('\nDiscord: the bot beside a bare discord.js client, both as processes on a loopback Discord')
  const bare = await openBot('test/bench/bare-discord.ts')
  const bot = await openBot('src/start.js')
  await setTimeout(1000)
  const [bareIdle, botIdle] = [bare.resident(), bot.resident()]
  // Both warm, and then in turn.
  for (const opened of [bare, bot]) await perSecond(opened, together, stage(opened))
  const [bareLatency, botLatency] = [await latency(bare), await latency(bot)]
  const rounds: (readonly [number, number])[] = []
  for (let round = 0; round < 3; round++) {
    rounds.push([await perSecond(bare, together, stage(bare)), await perSecond(bot, together, stage(bot))] as const)
  }
  const middle = (which: 0 | 1) => rounds.map((pair) => pair[which]).toSorted((a, b) => a - b)[1] ?? 0
  const [bareRate, botRate] = [middle(0), middle(1)]

  await bot.ask({ user: bot.first, command: 'group create', options: { start: '2026-11-02', timezone: 'UTC' } })
  for (const user of bot.users.slice(1, groupSize)) await bot.ask({ user, command: 'join' })
  const before = requestsFor(bot.discord)
  const members = bot.users.slice(0, groupSize)
  const units = unitsOf(backendDeveloper[0] ?? never())
  const doneRate = await perSecond(bot, costly, (at) => {
    const unit = units[Math.floor(at / members.length) % units.length] ?? never()
    const options = { item: unit.item.id, ...(unit.parts > 1 && { part: unit.part }) }
    return { user: members[at % members.length] ?? bot.first, command: 'done', options }
  })
  const perCommand = (requestsFor(bot.discord) - before) / costly
  const boardRate = await perSecond(bot, costly, (at) => ({
    user: members[at % members.length] ?? bot.first,
    command: 'leaderboard',
  }))

  const ratio = (value: number, floor: number) => (value / floor).toFixed(2)
  line('stage 3, one at a time: bare, bot', `${bareLatency.toFixed(2)} ms, ${botLatency.toFixed(2)} ms`)
  line('ratio (aim: 1.3 or less)', ratio(botLatency, bareLatency))
  line(`stage 3, ${concurrency} at a time, a second: bare, bot`, `${Math.round(bareRate)}, ${Math.round(botRate)}`)
  line('ratio (aim: 0.8 or more)', ratio(botRate, bareRate))
  line(`leaderboard of ${groupSize}, ${concurrency} at a time, a second`, `${Math.round(boardRate)}`)
  line('ratio (aim: 0.15 or more)', ratio(boardRate, bareRate))
  line(`done, ${concurrency} at a time, a second`, `${Math.round(doneRate)}`)
  line('ratio (aim: 0.1 or more)', ratio(doneRate, bareRate))
  line('requests for each done (aim: 1)', perCommand.toFixed(2))
  line('resident when idle: bare, bot', `${(bareIdle / 1e6).toFixed(0)} MB, ${(botIdle / 1e6).toFixed(0)} MB`)
  line('ratio (aim: 1.7 or less)', ratio(botIdle, bareIdle))
  line(
    'resident after this: bare, bot',
    `${(bare.resident() / 1e6).toFixed(0)} MB, ${(bot.resident() / 1e6).toFixed(0)} MB`,
  )
  line('from spawn to the first answer: bare, bot', `${bare.startedIn.toFixed(0)} ms, ${bot.startedIn.toFixed(0)} ms`)
  for (const { discord } of [bare, bot])
    if (discord.refusals.length > 0) throw new Error(JSON.stringify(discord.refusals[0]))
  await bare.close()
  await bot.close()
}

const never = (): never => {
  throw new Error('no roadmap')
}
