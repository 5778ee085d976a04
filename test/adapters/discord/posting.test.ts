import { describe, expect, test } from 'vitest'
import { may } from '../../loopback-discord/start-discord.ts'
import { createDiscordWorld, readable } from '../../support/discord-world.ts'
import { sendBy } from '../../support/send-by.ts'

const withGroup = async (options: Parameters<typeof createDiscordWorld>[0] = {}) => {
  const world = await createDiscordWorld(options)
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  const where = { platform: 'discord', workspace: world.guild.id, channel: world.channel.id }
  const post = (key: string) => sendBy(world.adapter, where, { title: 'A post', blocks: [] }, key)
  return { ...world, where, post }
}

describe('Monday', () => {
  test('the post arrives with buttons that work, also after a restart', async () => {
    const { tick, at, press, discord, channel, restart } = await withGroup()
    at('2026-11-23T09:00')
    const [post = ''] = await tick()
    expect(post).toContain('Friends: week of Mon 23 Nov 2026')
    const message = discord.messages(channel).at(-1)
    if (!message) throw new Error('no post')
    const pressed = await press('Sam', message, 'Mark done')
    expect([pressed.isPrivate, pressed.text.includes('What have you completed?')]).toEqual([true, true])
    await restart()
    expect((await press('Sam', message, 'Leaderboard')).text).toContain('Friends: this week')
    expect(discord.pings).toEqual([])
  })

  test('a post that was taken while the line went dead is not doubled', async () => {
    const { tick, at, discord, channel } = await withGroup()
    const before = discord.messages(channel).length
    discord.failNext({ match: /^POST \/channels\/\d+\/messages/, afterHandling: true })
    at('2026-11-23T09:00')
    await tick()
    at('2026-11-23T09:01')
    await tick()
    expect(discord.messages(channel)).toHaveLength(before + 1)
  })
})

describe('a post', () => {
  test('with the same key is the same post, within minutes', async () => {
    const { post, discord, channel } = await withGroup()
    const before = discord.messages(channel).length
    expect(await post('key')).toEqual(await post('key'))
    expect(discord.messages(channel)).toHaveLength(before + 1)
  })

  test('that Discord limits is told when to come back, to the millisecond, and is not repeated by itself', async () => {
    const { post, discord } = await withGroup()
    discord.failNext({ match: /messages/, status: 429, headers: { 'Retry-After': '7.5' }, body: { retry_after: 7.5 } })
    const before = discord.requests.length
    const posted = await post('key')
    expect(posted).toMatchObject({ failed: 'rate limit' })
    expect('retryAt' in posted && String(posted.retryAt)).toMatch(/2026-11-23T07:\d\d:07\.5/)
    expect(discord.requests.length).toBe(before + 1)
  })

  test('that fails on Discord’s side may have been taken', async () => {
    const { post, discord } = await withGroup()
    discord.failNext({ match: /messages/, status: 502 })
    expect(await post('key')).toEqual({ unconfirmed: 'Discord: 502' })
    expect(await post('key')).toMatchObject({ sent: expect.any(String) })
  })

  test('of which nobody hears is unknown', async () => {
    const { post, discord } = await withGroup()
    discord.failNext({ match: /messages/, afterHandling: true })
    expect(await post('key')).toMatchObject({ unconfirmed: expect.any(String) })
  })

  test.each([
    ['the channel is gone', 'channel-gone'],
    ['the bot may not see it', 'no-access'],
    ['the bot may not write in it', 'no-permission'],
    ['the bot was removed', 'removed'],
  ] as const)('when %s is refused', async (what, refused) => {
    const { post, discord, channel, guild } = await withGroup()
    if (what === 'the channel is gone') discord.removeChannel(channel)
    if (what === 'the bot may not see it') channel.botMay = 0n
    if (what === 'the bot may not write in it') channel.botMay = may.viewChannel
    if (what === 'the bot was removed') discord.removeBot(guild)
    expect(await post('key')).toEqual({ refused })
  })

  test.each([200000, 240000])(
    'whose words a filter of the server holds back (%d) is no refusal of the channel',
    async (code) => {
      const { post, discord } = await withGroup()
      discord.failNext({ match: /messages/, status: 400, code, message: 'Blocked by AutoMod' })
      expect(await post('key')).toEqual({ rejected: `Discord: ${code}` })
    },
  )

  test('that the library does not even send, because it has dropped the token, leaves no doubt', async () => {
    const { post, discord } = await withGroup()
    discord.failNext({ match: /messages/, status: 401, code: 0, message: '401: Unauthorized' })
    await post('key 1')
    expect(await post('key 2')).toEqual({ failed: 'Discord: no token' })
  })

  test('while Discord is out of order is no removal', async () => {
    const { post, discord, channel } = await withGroup()
    discord.removeChannel(channel)
    discord.failNext({ match: /^GET \/guilds/, status: 500 })
    expect(await post('key')).toEqual({ refused: 'channel-gone' })
  })

  test('to one person arrives in their direct messages, or is refused', async () => {
    const { adapter, discord, person } = await withGroup()
    const user = person('Ana')
    const letter = { title: 'A letter', blocks: [] }
    expect(await sendBy(adapter, `discord:${user.id}`, letter, 'key')).toMatchObject({ sent: expect.any(String) })
    expect(discord.messages(discord.directMessages(user)).map(readable)).toEqual(['A letter'])
    discord.refuseDirectMessages(user)
    expect(await sendBy(adapter, `discord:${user.id}`, letter, 'key 2')).toEqual({ refused: 'no-permission' })
  })

  test.each([
    [503, undefined],
    [403, 50001],
    [404, 10004],
    [400, 40003],
  ])(
    'to one person, whose conversation cannot be opened (%s, %s), has not left, and nobody is called unreachable',
    async (status, code) => {
      const { adapter, discord, person } = await withGroup()
      discord.failNext({ match: /^POST \/users\/@me\/channels/, status, ...(code && { code }) })
      const posted = await sendBy(adapter, `discord:${person('Ana').id}`, { title: 'A letter', blocks: [] })
      expect(posted).toMatchObject({ failed: expect.any(String) })
    },
  )

  test('arrives while the gateway is out of reach', async () => {
    const { post, discord } = await withGroup()
    discord.gateway.refuse(true)
    discord.gateway.drop()
    expect(await post('key')).toMatchObject({ sent: expect.any(String) })
  })
})

test('the organizer of a channel that is gone hears of it at the next command, and moves the group with a button', async () => {
  const { tick, at, say, press, discord, channel, addChannel } = await withGroup()
  const other = addChannel('other')
  discord.removeChannel(channel)
  at('2026-11-23T09:00')
  await tick()
  const told = await say('Sam', 'list', { where: other })
  expect(told.text).toContain('I cannot post for the group: the channel is gone.')
  const followUp = told.shown.followUps.at(-1)
  if (!followUp) throw new Error('nothing was said besides')
  const asked = await press('Sam', followUp, 'Let it meet here')
  expect(asked.text).toContain('Change Friends?')
  await press('Sam', asked.message, 'Apply')
  at('2026-11-30T09:00')
  await tick()
  expect(discord.messages(other).map(readable).join()).toContain('Friends: week of Mon 30 Nov 2026')
})
