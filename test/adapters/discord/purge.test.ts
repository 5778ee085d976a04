import { expect, test } from 'vitest'
import { createDiscordWorld } from '../../support/discord-world.ts'

/** Friends, of whose server the bot was removed; a post of 23 November showed it. */
const removed = async () => {
  const world = await createDiscordWorld()
  const { discord, guild, channel, store, tick, at, log } = world
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  discord.removeBot(guild)
  at('2026-11-23T09:00')
  await tick()
  const group = () => store.reads.groupAt({ platform: 'discord', workspace: guild.id, channel: channel.id })
  expect((await group())?.deliveryBlock?.kind).toBe('removed')
  const tickAt = async (local: string) => {
    at(local)
    return tick()
  }
  const warned = () => log.entries.filter(({ message }) => message.startsWith('a group is not deleted')).length
  return { ...world, group, tickAt, warned }
}

test('a server without the bot for two weeks: its group is deleted when Discord has said so once more', async () => {
  const { group, tickAt } = await removed()
  await tickAt('2026-12-07T08:59')
  expect(await group()).toBeDefined()
  await tickAt('2026-12-07T09:00')
  expect(await group()).toBeUndefined()
})

test.each([
  ['about the channel', /^GET \/channels\/\d+$/],
  ['about the server', /^GET \/guilds\/\d+$/],
])('Discord does not answer %s: the group stays until it does', async (_, match) => {
  const { discord, group, tickAt, warned } = await removed()
  const outage = discord.failNext({ match, status: 503, times: 1000 })
  for (const time of ['09:00', '09:30', '10:00']) await tickAt(`2026-12-07T${time}`)
  expect([await group(), warned()]).toEqual([expect.anything(), 1])
  outage.cancel()
  await tickAt('2026-12-07T11:00')
  expect(await group()).toBeUndefined()
})

test('the bot was invited again, which Discord does not tell it: the group goes on, with the next weekly post', async () => {
  const { guild, group, tickAt } = await removed()
  guild.hasBot = true
  await tickAt('2026-12-07T09:00')
  expect((await group())?.deliveryBlock).toBeUndefined()
  expect((await tickAt('2026-12-14T09:00')).join()).toContain('Friends: week of Mon 14 Dec 2026')
})

test('the bot is in the server, and only the channel is gone: the group is not deleted, and its organizer can move it', async () => {
  const { discord, guild, channel, group, tickAt, say, addChannel } = await removed()
  guild.hasBot = true
  discord.removeChannel(channel)
  await tickAt('2026-12-07T09:00')
  await tickAt('2026-12-14T09:00')
  expect((await group())?.deliveryBlock?.kind).toBe('channel-gone')
  expect((await say('Sam', 'list', { where: addChannel('other') })).text).toContain('the channel is gone')
})
