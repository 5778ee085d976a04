import { expect, test } from 'vitest'
import { createDiscordWorld, readable } from '../../support/discord-world.ts'

/** Two servers with a group each; Ana is in both, and is called differently in each. */
const twoServers = async () => {
  const world = await createDiscordWorld()
  await world.begin()
  const { discord, guild, channel, person, say } = world
  const work = discord.addGuild('Work')
  const there = discord.addChannel(work, 'learning')
  discord.nickname(person('Ana'), guild, 'Nightowl')
  discord.nickname(person('Ana'), work, 'Dr. Ana Lopez')
  for (const where of [channel, there]) {
    await say('Sam', 'group create start:2026-11-16 timezone:UTC', { mayManage: true, where })
    await say('Ana', 'join', { where })
    await say('Sam', 'done flask', { where })
  }
  return { ...world, there, direct: discord.directMessages(person('Ana')) }
}

const lines = ['leaderboard week', 'leaderboard all', 'group show', 'group log']

test('a nickname of one server is never shown in another, whatever is asked there', async () => {
  const { say, channel, there, discord } = await twoServers()
  await say('Ana', 'done fastapi', { where: there })
  await say('Ana', 'done django', { where: channel })
  for (const line of lines) {
    const { text } = await say('Sam', line, { where: there })
    expect(text, line).not.toContain('Nightowl')
    const { text: here } = await say('Sam', line, { where: channel })
    expect(here, line).not.toContain('Lopez')
  }
  expect((await say('Sam', 'leaderboard week', { where: there })).text).toContain('Dr. Ana Lopez')
  expect((await say('Sam', 'leaderboard week', { where: channel })).text).toContain('Nightowl')
  const channels = [
    [there, 'Nightowl'],
    [channel, 'Lopez'],
  ] as const
  for (const [where, other] of channels)
    expect(discord.messages(where).map(readable).join('\n'), where.name).not.toContain(other)
})

test('a weekly post names people as its own server does', async () => {
  const { say, channel, there, discord, at, notifications } = await twoServers()
  await say('Ana', 'done fastapi', { where: there })
  await say('Ana', 'week', { where: channel })
  at('2026-11-30T10:01')
  await notifications.runCycleAndWait()
  const postIn = (where: typeof there) => readable(discord.messages(where).at(-1) ?? { components: [] })
  expect(postIn(channel)).toContain('Nightowl')
  expect(postIn(channel)).not.toContain('Lopez')
  expect(postIn(there)).toContain('Dr. Ana Lopez')
  expect(postIn(there)).not.toContain('Nightowl')
})

test('a member is found by the name of this server, and by no other', async () => {
  const { say, channel, there } = await twoServers()
  await say('Ana', 'week', { where: channel })
  expect((await say('Sam', 'progress Nightowl', { where: there })).text).toContain('Nobody here is called “Nightowl”')
  expect((await say('Sam', 'progress Nightowl', { where: channel })).text).toContain('Nightowl: Backend Developer')
})

test('no nickname is suggested in another server', async () => {
  const { discord, person, say, channel, there } = await twoServers()
  await say('Ana', 'week', { where: channel })
  const suggested = (where: typeof there) => discord.type(person('Sam'), where, 'roadmap progress', { member: '' })
  expect((await suggested(there)).map(({ name }) => name)).toEqual(['Sam', 'Dr. Ana Lopez'])
  expect((await suggested(channel)).map(({ name }) => name)).toEqual(['Sam', 'Nightowl'])
})

test('what somebody is called in direct messages is not what a server calls them', async () => {
  const { say, channel, direct } = await twoServers()
  await say('Ana', 'settings visibility:named', { where: direct })
  await say('Ana', 'done django', { where: channel })
  expect((await say('Sam', 'leaderboard all', { where: channel })).text).toContain('Nightowl')
})

test('a new nickname is shown from the next command on, also where that only reads or is a press', async () => {
  const { say, press, channel, guild, person, discord } = await twoServers()
  await say('Ana', 'done fastapi', { where: channel })
  discord.nickname(person('Ana'), guild, 'Early Bird')
  expect((await say('Ana', 'leaderboard week', { where: channel })).text).toContain('Early Bird')
  discord.nickname(person('Ana'), guild)
  const { message } = await say('Sam', 'leaderboard week', { where: channel })
  expect(readable(message)).toContain('Early Bird')
  expect((await press('Ana', message, 'Last week')).text).not.toContain('Early Bird')
  const { text } = await say('Sam', 'leaderboard week', { where: channel })
  expect([text.includes('Early Bird'), text.includes('Ana')]).toEqual([false, true])
})

test('whoever only looks is not remembered', async () => {
  const { say, store, channel, person } = await twoServers()
  await say('Eve', 'leaderboard week', { where: channel })
  await say('Eve', 'stage 2', { where: channel })
  expect(await store.reads.learnerOf(`discord:${person('Eve').id}`)).toBeUndefined()
})
