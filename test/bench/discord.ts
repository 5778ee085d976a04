/** The bot on Discord, as a process, beside a bare discord.js client that answers a constant, on the same loopback Discord. */
import { setTimeout } from 'node:timers/promises'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { benchBesideBare, groupSize, type Opened } from './beside-bare.ts'
import { startProgram } from './program.ts'

const open = async (script: string): Promise<Opened> => {
  const discord = await startDiscord()
  const channel = discord.addChannel(discord.addGuild('Bench'), 'bench')
  const users = Array.from({ length: groupSize }, (_, at) => discord.addUser(`user ${at}`))
  const program = startProgram(script, { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url })
  while (discord.commands.puts === 0) await setTimeout(2)
  const ask = async (member: number, command: string, options: Record<string, string | number> = {}) => {
    const user = users[member]
    if (!user) throw new Error('nobody')
    const shown = await discord.slash(user, channel, `roadmap ${command}`, options, { mayManage: true }).done()
    if (shown.failed) throw new Error(`${command}: ${shown.failed}`)
  }
  const stage = () => ask(0, 'stage', { number: 3 })
  await stage()
  return {
    ...{ program, startedIn: program.age(), stage, refusals: discord.refusals },
    create: () => ask(0, 'group create', { start: '2026-11-02', timezone: 'UTC' }),
    join: (member) => ask(member, 'join'),
    done: (member, { item, part, parts }) => ask(member, 'done', { item: item.id, ...(parts > 1 && { part }) }),
    leaderboard: (member) => ask(member, 'leaderboard'),
    requests: () =>
      discord.requests.filter(({ path }) => path.includes('/callback') || path.includes('/webhooks/')).length,
    async close() {
      await program.end()
      await discord.close()
    },
  }
}

export const benchDiscord = async () => {
  console.log('\nDiscord: the bot beside a bare discord.js client, both as processes on a loopback Discord')
  await benchBesideBare({
    bare: await open('test/bench/bare-discord.ts'),
    bot: await open('scripts/start.js'),
    aims: {
      ...{ latency: '1.3 or less', rate: '0.8 or more', leaderboard: '0.15 or more', done: '0.1 or more' },
      ...{ requests: '1', idle: '1.7 or less' },
    },
  })
}
