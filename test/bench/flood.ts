/** What others notice while one person floods the bot on Discord: their answers beside those of an idle bot, in the same run. */
import { setTimeout } from 'node:timers/promises'
import { itemsOf } from '../../src/core/item.ts'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import type { User } from '../loopback-discord/state.ts'
import { backendDeveloper } from '../support/bot.ts'
import { line, pair } from './measure.ts'
import { shareOfOthers } from './others.ts'
import { startProgram } from './program.ts'
import { medianOf } from './rounds.ts'

const [perSecond, floodSeconds] = [100, 30]

/** Ordinary people ask in turn, so that none of them asks more often than a person does; milliseconds between two of them. */
const [ordinaryPeople, between] = [10, 200]

const names = backendDeveloper.flatMap(itemsOf).map(({ id }) => id)

const open = async (rateLimit: string) => {
  const discord = await startDiscord()
  const guild = discord.addGuild('Flood')
  const channel = discord.addChannel(guild, 'flood')
  const program = startProgram('scripts/start.js', {
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, RATE_LIMIT: rateLimit },
    ...(rateLimit === 'off' && { LOG_LEVEL: 'fatal' }),
  })
  while (discord.commands.puts === 0) await setTimeout(2)
  const ask = async (user: User, command: string, options: Record<string, string | number> = {}) => {
    const before = process.hrtime.bigint()
    const exchange = discord.slash(user, channel, `roadmap ${command}`, options, { mayManage: true })
    const { failed } = await exchange.done()
    if (failed) throw new Error(`${command}: ${failed}`)
    return Number(process.hrtime.bigint() - before) / 1e6
  }
  const ordinary = Array.from({ length: ordinaryPeople }, (_, at) => discord.addUser(`ordinary ${at}`))
  const [flooder, founder] = [discord.addUser('flooder'), discord.addUser('founder')]
  await ask(founder, 'group create', { start: '2026-11-02', timezone: 'UTC' })
  for (const user of [flooder, ...ordinary]) await ask(user, 'join')
  return {
    ...{ program, ask, flooder, ordinary },
    async close() {
      // Without a limit, answers come later than Discord takes them.
      if (rateLimit !== 'off' && discord.refusals.length > 0) throw new Error(JSON.stringify(discord.refusals[0]))
      await program.end()
      await discord.close()
    },
  }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Milliseconds of each answer to people who ask in turn. */
const askOrdinarily = async ({ ask, ordinary }: Opened, seconds: number): Promise<number[]> => {
  const took: number[] = []
  const until = performance.now() + seconds * 1000
  for (let at = 0; performance.now() < until; at++) {
    const user = ordinary[at % ordinary.length]
    // One that never comes took for ever.
    if (user) took.push(await ask(user, 'week').catch(() => Number.POSITIVE_INFINITY))
    await setTimeout(between)
  }
  return took
}

const floods: readonly (readonly [string, Record<string, string | number>])[] = [
  ['done', { item: names.slice(0, 20).join(', ') }],
  ['stage', { number: 1 }],
  ['leaderboard', {}],
  ['week', {}],
]

/** Sends without waiting for answers; how many came. */
const flood = async ({ ask, flooder }: Opened, seconds: number): Promise<number> => {
  let answered = 0
  const asked: Promise<unknown>[] = []
  const began = performance.now()
  for (let at = 0; at < seconds * perSecond; at++) {
    const [command, options] = floods[at % floods.length] ?? ['week', {}]
    asked.push(
      ask(flooder, command, options).then(
        () => void answered++,
        () => {},
      ),
    )
    await setTimeout(Math.max(0, began + ((at + 1) * 1000) / perSecond - performance.now()))
  }
  await Promise.all(asked)
  return answered
}

const measure = async (what: string, rateLimit: string, seconds: number) => {
  const opened = await open(rateLimit)
  // Warm.
  await askOrdinarily(opened, 5)
  const others = shareOfOthers([opened.program])
  const idle = await askOrdinarily(opened, seconds / 2)
  const before = opened.program.busy()
  const [answered, flooded] = await Promise.all([flood(opened, seconds), askOrdinarily(opened, seconds)])
  const busy = (opened.program.busy() - before) / 1e6
  const worst = (took: readonly number[]) => Math.max(...took)
  console.log(`  ${what}: ${perSecond} commands a second for ${seconds} s, ${answered} of them answered`)
  pair('  an ordinary answer, median: idle, flooded', [medianOf(idle), medianOf(flooded)], {
    ...{ unit: 'ms', digits: 1, aim: '2 or less' },
  })
  pair('  the worst: idle, flooded (aim: 500 ms or less)', [worst(idle), worst(flooded)], { unit: 'ms', digits: 1 })
  line('  processor time of the bot meanwhile', `${busy.toFixed(1)} s`)
  line('  of the processors, what neither the bot nor the asking took', `${(100 * others()).toFixed(0)} %`)
  await opened.close()
}

/** One line with many names: as many as are taken, and more. */
const measureNames = async () => {
  const { ask, ordinary, close } = await open('off')
  const [user = never()] = ordinary
  const took: Record<'twenty' | 'many', number[]> = { twenty: [], many: [] }
  const many = Array.from({ length: 248 }, () => 'go')
    .join(', ')
    .slice(0, 1000)
  for (let at = 0; at < 20; at++) {
    took.twenty.push(await ask(user, 'done', { item: names.slice(0, 20).join(', ') }))
    await ask(user, 'undo')
    took.many.push(await ask(user, 'done', { item: many }))
  }
  line(
    'done with 20 names, and with 248, which is refused (medians)',
    [took.twenty, took.many].map((all) => `${medianOf(all).toFixed(1)} ms`).join(', '),
  )
  await close()
}

const never = (): never => {
  throw new Error('nobody')
}

export const benchFlood = async () => {
  console.log('\nOne person who floods the bot on Discord, beside ordinary people')
  await measureNames()
  await measure('with the usual limit', '20/1s', floodSeconds)
  await measure('without any (RATE_LIMIT=off)', 'off', floodSeconds / 3)
}
