import { describe, expect, test } from 'vitest'
import { OperatorError } from '../../../src/errors/operator-error.ts'
import { createDiscordWorld, readable } from '../../support/discord-world.ts'
import { heldUp } from '../../support/held-up.ts'
import { sendBy } from '../../support/send-by.ts'

const begun = async (options: Parameters<typeof createDiscordWorld>[0] = {}) => {
  const world = await createDiscordWorld(options)
  await world.begin()
  return world
}

const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error: unknown) => error,
  )

describe('a token', () => {
  test('that is refused at the start ends it with one sentence', async () => {
    const world = await createDiscordWorld()
    world.discord.failNext({ match: /^GET \/gateway\/bot/, status: 401, code: 0, message: '401: Unauthorized' })
    const error = await outcomeOf(world.begin())
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toContain('Discord refuses DISCORD_TOKEN')
  })

  test('that is refused by the gateway does, too', async () => {
    const { discord, adapter } = await begun()
    discord.gateway.close(4004)
    expect(String(await outcomeOf(adapter.ended))).toContain('Discord refuses DISCORD_TOKEN')
    expect(adapter.isUp()).toBe(false)
  })

  test('that is refused later, in any answer, ends it, because the library drops it for good', async () => {
    const { discord, adapter, post } = await begun().then((world) => ({
      ...world,
      post: () =>
        sendBy(
          world.adapter,
          { platform: 'discord', workspace: world.guild.id, channel: world.channel.id },
          { title: 'A post', blocks: [] },
          'key',
        ),
    }))
    discord.failNext({ match: /messages/, status: 401, code: 0, message: '401: Unauthorized' })
    await post()
    expect(String(await outcomeOf(adapter.ended))).toContain('Discord refuses DISCORD_TOKEN')
  })
})

test.each([4010, 4011, 4012, 4013, 4014])('close code %d ends it with a sentence', async (code) => {
  const { discord, adapter } = await begun()
  discord.gateway.close(code)
  expect(await outcomeOf(adapter.ended)).toBeInstanceOf(OperatorError)
})

describe('a command that Discord does not let be registered', () => {
  test('with a server that the bot is not in ends the start with one sentence and the link that invites it', async () => {
    const world = await createDiscordWorld({ guildId: '123456789012345678' })
    const error = await outcomeOf(world.begin())
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toMatch(
      /^OperatorError: Discord does not let the bot register its command with the server of DISCORD_GUILD_ID \(Missing Access, 50001\): invite the bot there with https:\/\/discord\.com\/\S+, or remove DISCORD_GUILD_ID\.$/,
    )
  })

  test.each([
    [400, 50035, 'Invalid Form Body', 'Discord does not take the command as it is'],
    [403, 50001, 'Missing Access', 'Discord does not let the bot register its command'],
    [404, 10002, 'Unknown Application', 'Discord does not let the bot register its command'],
  ])('with %d %d ends the start with one sentence, and is not tried again', async (status, code, message, sentence) => {
    const world = await createDiscordWorld({ pause: 0 })
    world.discord.failNext({ match: /^PUT .*\/commands/, status, code, message, times: 1000 })
    const error = await outcomeOf(world.begin())
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toContain(`${sentence} (${message}, ${code})`)
    expect(String(error)).not.toContain('\n')
    expect(world.discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  test('with a token that is refused just then ends it, too', async () => {
    const world = await createDiscordWorld({ pause: 0 })
    world.discord.failNext({ match: /^PUT .*\/commands/, status: 401, code: 0, message: '401: Unauthorized' })
    void world.begin()
    expect(String(await outcomeOf(world.adapter.ended))).toContain('Discord refuses DISCORD_TOKEN')
  })

  test.each([
    ['because Discord is out of order', { status: 500, times: 4 }],
    ['because of a rate limit', { status: 429, headers: { 'Retry-After': '0' } }],
    ['by something in between that is not Discord', { status: 403, body: {}, times: 2 }],
    ['because Cloudflare is in between', { status: 403, code: 40333, message: 'internal network error' }],
    ['because it was registered too often today', { status: 400, code: 30034, message: 'Max number reached' }],
  ])('%s is tried again', async (_, fault) => {
    const world = await createDiscordWorld({ pause: 0 })
    world.discord.failNext({ match: /^PUT .*\/commands/, ...fault })
    await world.begin()
    expect(world.discord.commands.all()).toHaveLength(1)
    expect(world.adapter.isUp()).toBe(true)
  })
})

describe('the connection', () => {
  test('that breaks is taken up again, and commands of between are answered', async () => {
    const { discord, say, adapter } = await begun()
    discord.gateway.drop()
    await expect.poll(() => adapter.isUp()).toBe(false)
    await discord.gateway.ready()
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
    await expect.poll(() => adapter.isUp()).toBe(true)
    expect(discord.gateway.resumes).toBe(1)
  })

  test('whose session Discord has forgotten begins anew', async () => {
    const { discord, say } = await begun()
    discord.gateway.invalidate()
    await discord.gateway.ready()
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('that Discord asks to be made anew is', async () => {
    const { discord, say } = await begun()
    discord.gateway.reconnect()
    await discord.gateway.ready()
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('that never gets through a login is tried again', async () => {
    const world = await createDiscordWorld({ loginTimeoutMs: 100, pause: 0 })
    world.discord.gateway.mute(true)
    const start = world.begin()
    await expect.poll(() => world.log.entries.map(({ message }) => message).join()).toContain('timed out')
    world.discord.gateway.mute(false)
    await start
    expect(world.adapter.isUp()).toBe(true)
  })

  test('that cannot be made because Discord is out of order is tried again', async () => {
    const world = await createDiscordWorld({ pause: 0 })
    world.discord.failNext({ match: /^GET \/gateway\/bot/, status: 500, times: 4 })
    await world.begin()
    expect(world.adapter.isUp()).toBe(true)
  })
})

describe('answers', () => {
  test('that cannot be delivered end nothing', async () => {
    const { discord, say, log, person, channel } = await begun()
    discord.failNext({ match: /callback/, status: 404, code: 10062, message: 'Unknown interaction', times: 2 })
    const exchange = discord.slash(person('Ana'), channel, 'roadmap list', {}, {})
    await expect.poll(() => log.entries.some(({ level }) => level === 'error')).toBe(true)
    expect(exchange.shown.callbackType).toBeUndefined()
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('that Discord refuses are apologised for, privately, because something may have been done', async () => {
    const { discord, say } = await begun()
    discord.failNext({ match: /callback/, status: 400, code: 50035, message: 'Invalid Form Body' })
    const { text, isPrivate } = await say('Ana', 'stage 3')
    expect([text.includes('My answer was lost on the way'), isPrivate]).toEqual([true, true])
  })

  test('that were announced and then fail do not stay “thinking”', async () => {
    const { discord, bot, person, channel, log } = await begun({ answerTimeoutMs: 20 })
    const { handle } = bot
    bot.handle = async (...given) => {
      const outcome = await handle(...given)
      await new Promise((done) => setTimeout(done, 60))
      return outcome
    }
    discord.failNext({ match: /^PATCH \/webhooks/, status: 400, code: 50035, message: 'Invalid Form Body' })
    const exchange = discord.slash(person('Ana'), channel, 'roadmap stage', { number: 3 }, {})
    await expect.poll(() => exchange.shown.followUps.map(readable).join()).toContain('My answer was lost on the way')
    expect(discord.messages(channel)).toEqual([])
    await expect.poll(() => log.entries.some(({ level }) => level === 'error')).toBe(true)
  })

  test('under way are given when the bot is stopped, and nothing after', async () => {
    const { discord, bot, adapter, person, channel } = await begun()
    const { asked, letGo } = heldUp(bot)
    const exchange = discord.slash(person('Ana'), channel, 'roadmap list', {}, {})
    await asked
    const stopping = adapter.stop()
    letGo()
    await stopping
    expect((await exchange.done()).message).toBeDefined()
    expect(await outcomeOf(adapter.ended)).toBe('fine')
  })
})
