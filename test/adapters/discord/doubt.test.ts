import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../loopback-discord/faults.ts'
import { createDiscordWorld, readable } from '../../support/discord-world.ts'

const title = 'Friends: week of Mon 23 Nov 2026'
const posting = /^POST \/channels\/\d+\/messages/

/** Friends, on a Discord that forgets nonces after five minutes of the test's clock. */
const withGroup = async () => {
  const world = await createDiscordWorld({ sameClock: true })
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  const arrived = () => world.discord.messages(world.channel).filter((message) => readable(message).includes(title))
  const attempts = () => world.discord.requests.filter(({ method, path }) => posting.test(`${method} ${path}`)).length
  /** A tick every minute from 09:00 on. */
  const ticks = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      world.at(Temporal.PlainDateTime.from('2026-11-23T09:00').add({ minutes: minute }).toString())
      await world.tick()
    }
  }
  return { ...world, arrived, attempts, ticks }
}

type Failure = Omit<Fault, 'match'>

/** What comes after the first answer, which is lost. */
const later: readonly (readonly [string, Failure])[] = [
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['a rate limit', { status: 429, headers: { 'Retry-After': '20' }, body: { retry_after: 20 } }],
  ['a refusal of our own making', { status: 400, code: 50035, message: 'Invalid Form Body' }],
  ['a broken connection', {}],
]

describe('Discord posts, and answers 503', () => {
  test.each(later)(
    'and then %s for ten minutes: one message is there, and the log of the group says so',
    async (_, failure) => {
      const { discord, arrived, ticks, say } = await withGroup()
      discord.failNext({ match: posting, status: 503, afterHandling: true })
      const outage = discord.failNext({ match: posting, ...failure, times: 1000 })
      await ticks(10)
      outage.cancel()
      await ticks(40)
      expect(arrived()).toHaveLength(1)
      expect((await say('Sam', 'group log')).text).toContain('it may have arrived')
    },
  )

  test('and is back within a minute: one message is there, and it counts as sent', async () => {
    const { discord, arrived, ticks, say } = await withGroup()
    discord.failNext({ match: posting, status: 503, afterHandling: true })
    await ticks(3)
    expect(arrived()).toHaveLength(1)
    expect((await say('Sam', 'group log')).text).toContain('Weekly post, sent')
  })

  test('and the channel is gone a minute later: the group is stopped, and the post is not called skipped', async () => {
    const { discord, channel, guild, ticks, say, addChannel, store } = await withGroup()
    const group = await store.reads.groupAt({ platform: 'discord', workspace: guild.id, channel: channel.id })
    discord.failNext({ match: posting, status: 503, afterHandling: true })
    await ticks(1)
    discord.removeChannel(channel)
    await ticks(3)
    const { text } = await say('Sam', 'list', { where: addChannel('other') })
    expect(text).toContain('the channel is gone')
    expect(await store.reads.postsOf(group?.id ?? '', 5)).toMatchObject([{ kind: 'week', state: 'unconfirmed' }])
  })
})

test('the gateway stays away for hours after a post of which nobody knows: it is told, and not repeated', async () => {
  const { discord, channel, arrived, ticks, log, adapter, say } = await withGroup()
  discord.failNext({ match: posting, status: 503, afterHandling: true })
  await ticks(1)
  discord.gateway.refuse(true)
  discord.gateway.drop()
  await expect.poll(() => adapter.isUp()).toBe(false)
  await ticks(10)
  expect(log.entries.filter(({ message }) => message.startsWith('a message may be missing'))).toMatchObject([
    { details: { kind: 'week', platform: 'discord', channel: channel.id } },
  ])
  discord.gateway.refuse(false)
  await expect.poll(() => adapter.isUp(), { timeout: 5000 }).toBe(true)
  await ticks(30)
  expect(arrived()).toHaveLength(1)
  expect((await say('Sam', 'group log')).text).toContain('it may have arrived')
})
