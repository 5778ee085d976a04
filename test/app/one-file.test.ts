import { expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { temporaryFolder } from '../support/database.ts'
import { readable } from '../support/discord-world.ts'
import { startProgram } from '../support/program.ts'

test('two processes on one SQLite file and one Discord token: one answers; it is killed, and the other answers within seconds', async () => {
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const channel = discord.addChannel(discord.addGuild('Study'), 'roadmap')
  const ana = discord.addUser('Ana')
  const env = {
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, PORT: '0' },
    DATABASE_URL: `file:${temporaryFolder()}/bot.db`,
  }
  const answer = async () => {
    const { message } = await discord.slash(ana, channel, 'roadmap stage', { number: 3 }).done()
    return message && readable(message)
  }
  const first = startProgram(env)
  await discord.gateway.ready()
  await expect.poll(() => discord.commands.puts, { timeout: 30_000 }).toBe(1)
  const second = startProgram(env)
  await expect
    .poll(() => second.states(), { timeout: 30_000 })
    .toEqual({ status: 'up', database: 'up', discord: 'standby' })
  await expect.poll(() => first.states(), { timeout: 30_000 }).toEqual({ status: 'up', database: 'up', discord: 'up' })
  for (let count = 0; count < 20; count++) expect(await answer()).toContain('Stage 3 of 6')
  expect([discord.gateway.connected, discord.refusals]).toEqual([1, []])

  first.child.kill('SIGKILL')
  await first.ended
  await expect.poll(() => discord.gateway.identifies, { timeout: 30_000 }).toBe(2)
  await discord.gateway.ready()
  await expect.poll(() => second.states(), { timeout: 30_000 }).toEqual({ status: 'up', database: 'up', discord: 'up' })
  for (let count = 0; count < 20; count++) expect(await answer()).toContain('Stage 3 of 6')
  expect([discord.gateway.connected, discord.refusals]).toEqual([1, []])

  // What starts after a kill waits for nobody.
  second.child.kill('SIGKILL')
  await second.ended
  const third = startProgram(env)
  await expect.poll(() => discord.gateway.identifies, { timeout: 30_000 }).toBe(3)
  await discord.gateway.ready()
  expect(await answer()).toContain('Stage 3 of 6')
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  expect(first.said() + second.said() + third.said()).not.toContain(discord.token)
}, 120_000)
