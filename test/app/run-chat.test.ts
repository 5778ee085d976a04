import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { readable } from '../support/discord-world.ts'

/** The whole bot as a process, on a Discord of the test's own. */
const startBot = (env: NodeJS.ProcessEnv) => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-'))
  const child: ChildProcess = spawn(process.execPath, ['scripts/start.js'], {
    env: { ...process.env, LOG_FORMAT: 'json', DATABASE_URL: `file:${join(folder, 'bot.db')}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return { child, ended, said: () => said }
}

const portOf = (said: string) => Number(/"port":(\d+)/.exec(said)?.[1])

test('a start with a token: the invite link, commands, health, and a polite end', async () => {
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const channel = discord.addChannel(discord.addGuild('Study'), 'roadmap')
  const bot = startBot({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${discord.url}/`, PORT: '0' })
  await discord.gateway.ready()
  await expect.poll(() => discord.commands.puts, { timeout: 10_000 }).toBe(1)
  await expect.poll(bot.said).toContain('this link invites the bot')
  expect(bot.said()).toContain(
    `client_id=${discord.application.id}&scope=bot%20applications.commands&permissions=274877910016`,
  )
  const health = () => fetch(`http://127.0.0.1:${portOf(bot.said())}/healthz`)
  const up = await health()
  expect([up.status, await up.json()]).toEqual([200, { status: 'up' }])

  const { message } = await discord.slash(discord.addUser('Ana'), channel, 'roadmap stage', { number: 3 }, {}).done()
  expect(readable(message ?? { components: [] })).toContain('Stage 3 of 6')

  discord.gateway.refuse(true)
  discord.gateway.drop()
  await expect.poll(async () => (await health()).status).toBe(503)
  expect(await (await health()).json()).toEqual({ status: 'down' })
  // Details are for the host.
  expect(bot.said()).toMatch(/"database":"up","discord":"down".*"health: down"/)

  bot.child.kill('SIGTERM')
  expect(await bot.ended).toBe(0)
  expect(bot.said()).not.toContain(discord.token)
})

test('a token that is refused: one sentence, exit code 1, no stack trace', async () => {
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const bot = startBot({ DISCORD_TOKEN: 'not-a-token', DISCORD_API_URL: discord.url })
  expect(await bot.ended).toBe(1)
  const lines = bot
    .said()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
  expect(lines).toEqual([
    'Discord refuses DISCORD_TOKEN: copy the bot’s token again from the Developer Portal (Bot, Reset Token).',
  ])
})

test('a port that is taken: one sentence, exit code 1', async () => {
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const taken = new URL(discord.url).port
  const bot = startBot({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, PORT: taken })
  expect(await bot.ended).toBe(1)
  expect(bot.said()).toContain(`Port ${taken} cannot be used`)
  expect(bot.said()).not.toContain('    at ')
})

test('a connection that ends for good later ends the process, too', async () => {
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const bot = startBot({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url })
  await discord.gateway.ready()
  await expect.poll(bot.said, { timeout: 10_000 }).toContain('Discord: connected')
  discord.gateway.close(4014)
  expect(await bot.ended).toBe(1)
  expect(bot.said()).toContain('Discord refuses the intents of this bot')
})
