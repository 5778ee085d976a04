import { describe, expect, test } from 'vitest'
import { OperatorError } from '../../../src/errors/operator-error.ts'
import { heldUp } from '../../support/held-up.ts'
import { sendBy } from '../../support/send-by.ts'
import { createSlackWorld, type Options } from '../../support/slack-world.ts'

const begun = async (options: Options = {}) => {
  const world = await createSlackWorld(options)
  world.person('Ana')
  await world.begin()
  if (options.way !== 'http') await expect.poll(() => world.slack.socket.connections).toBe(2)
  return world
}

const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error: unknown) => error,
  )

/** Nothing that is logged may stand for a person's or the bot's rights. */
const logged = ({ log }: Awaited<ReturnType<typeof createSlackWorld>>) =>
  JSON.stringify(log.entries, (_, value) =>
    value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value,
  )

describe('a token', () => {
  test.each([
    ['SLACK_BOT_TOKEN', { botToken: 'xoxb-nobody' }],
    ['SLACK_APP_TOKEN', { appToken: 'xapp-nobody' }],
  ])('%s that is refused at the start ends it with one sentence', async (name, given) => {
    const world = await createSlackWorld(given)
    const error = await outcomeOf(world.begin())
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toContain(`Slack refuses ${name}`)
    expect(logged(world)).not.toContain('-nobody')
  })

  test('that is refused later, for a post, ends it', async () => {
    const { adapter, slack, workspace, channel } = await begun()
    slack.failNext({ method: 'chat.postMessage', error: 'invalid_auth' })
    const where = { platform: 'slack', workspace: workspace.id, channel: channel.id }
    await sendBy(adapter, where, { title: 'A post', blocks: [] }, 'key')
    expect(String(await outcomeOf(adapter.ended))).toContain('Slack refuses SLACK_BOT_TOKEN')
  })

  test('is in no log, whatever goes wrong', async () => {
    const world = await begun()
    const { slack, say, adapter, workspace, channel } = world
    slack.failNext({ method: 'users.info', status: 500 })
    slack.failNext({ method: 'chat.postMessage', status: 500 })
    slack.socket.refuse('http500')
    slack.socket.drop()
    await expect.poll(() => adapter.isUp()).toBe(false)
    slack.socket.refuse(false)
    await expect.poll(() => adapter.isUp(), { timeout: 5000 }).toBe(true)
    await say('Ana', 'list')
    const where = { platform: 'slack', workspace: workspace.id, channel: channel.id }
    await sendBy(adapter, where, { title: 'A post', blocks: [] }, 'key')
    expect(world.log.entries.length).toBeGreaterThan(1)
    for (const secret of [workspace.botToken, slack.appToken, slack.signingSecret, 'ticket='])
      expect(logged(world)).not.toContain(secret)
  })
})

describe('Socket Mode', () => {
  test.each(['refresh_requested', 'warning'] as const)(
    'loses no command while a connection is refreshed: %s',
    async (reason) => {
      const { slack, say, adapter } = await begun()
      slack.socket.disconnect(reason, { count: 1 })
      for (let count = 0; count < 20; count++) expect((await say('Ana', 'list')).text).toContain('1 roadmap')
      await slack.socket.untilOpened(3)
      expect(adapter.isUp()).toBe(true)
      expect(slack.socket.lateAcks).toBe(0)
    },
  )

  test('loses no command after a warning to both connections, on which Slack still sends', async () => {
    const { slack, say } = await begun()
    slack.socket.disconnect('warning')
    for (let count = 0; count < 20; count++) expect((await say('Ana', 'list')).text).toContain('1 roadmap')
    await slack.socket.untilOpened(4)
  })

  test('answers what is under way by the connection that is refreshed', async () => {
    const { slack, bot, person, channel } = await begun()
    const { asked, letGo } = heldUp(bot)
    const exchange = slack.command(person('Ana'), channel, '/roadmap', 'list')
    await asked
    slack.socket.disconnect('refresh_requested')
    await slack.socket.untilOpened(4)
    letGo()
    expect((await exchange.done())?.message).toBeDefined()
  })

  test('that breaks while a command is answered: the answer comes all the same', async () => {
    const { slack, bot, person, channel } = await begun()
    const { asked, letGo } = heldUp(bot)
    const exchange = slack.command(person('Ana'), channel, '/roadmap', 'list')
    await asked
    slack.socket.drop()
    await exchange.acked
    await slack.socket.untilOpened(4)
    letGo()
    const told = await slack.waitFor(({ kind, by }) => kind === 'ephemeral' && by === 'response_url')
    expect(told.message?.text).toContain('1 roadmap')
  })

  test('that breaks is taken up again', async () => {
    const { slack, say, adapter } = await begun()
    slack.socket.drop()
    await slack.socket.untilOpened(4)
    await expect.poll(() => adapter.isUp()).toBe(true)
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test.each(['invalid_auth', 'account_inactive', 'http500', 'ratelimited'])(
    'survives a reconnect that is refused with %s, and an outage',
    async (error) => {
      const { slack, say, adapter, log } = await begun()
      slack.socket.refuse(error)
      slack.socket.drop()
      await expect.poll(() => adapter.isUp()).toBe(false)
      await expect.poll(() => log.entries.filter(({ level }) => level === 'warn').length).toBeGreaterThan(2)
      slack.socket.refuse(false)
      await expect.poll(() => adapter.isUp(), { timeout: 5000 }).toBe(true)
      expect((await say('Ana', 'list')).text).toContain('1 roadmap')
      expect(await Promise.race([outcomeOf(adapter.ended), 'goes on'])).toBe('goes on')
    },
  )

  test('whose peer falls silent is replaced', async () => {
    const { slack } = await begun({ pingTimeoutMs: 300 })
    slack.socket.deaf(true)
    await slack.socket.untilOpened(4)
  })

  test('that is never greeted is tried again', async () => {
    const world = await createSlackWorld({ helloTimeoutMs: 100 })
    world.slack.socket.mute(true)
    const start = world.begin()
    await expect.poll(() => world.log.entries.map(({ message }) => message).join()).toContain('cannot be reached')
    world.slack.socket.mute(false)
    await start
    expect(world.adapter.isUp()).toBe(true)
  })
})

test('an outage at the start is waited for', async () => {
  const world = await createSlackWorld()
  world.slack.failNext({ method: 'auth.test', status: 500, times: 2 })
  await world.begin()
  expect(world.adapter.isUp()).toBe(true)
})

test('a start that is called off ends quietly', async () => {
  const world = await createSlackWorld()
  world.slack.failNext({ method: 'auth.test', status: 500, times: 1000 })
  const start = world.begin()
  await expect.poll(() => world.log.entries.length).toBeGreaterThan(0)
  await world.adapter.stop()
  expect(await outcomeOf(start)).toBe('fine')
  expect(world.adapter.isUp()).toBe(false)
})

describe('answers', () => {
  test('that cannot be delivered end nothing', async () => {
    const { slack, say, log, person, channel } = await begun({ answerTimeoutMs: 0 })
    slack.failNext({ method: 'response_url', status: 404 })
    slack.command(person('Ana'), channel, '/roadmap', 'list')
    await expect.poll(() => log.entries.some(({ level }) => level === 'error')).toBe(true)
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test.each(['socket', 'http'] as const)('under way are given when the bot is stopped: %s', async (way) => {
    const { slack, bot, adapter, person, channel } = await begun({ way })
    const { asked, letGo } = heldUp(bot)
    const exchange = slack.command(person('Ana'), channel, '/roadmap', 'list')
    await asked
    const stopping = adapter.stop()
    letGo()
    await stopping
    expect((await exchange.done())?.message).toBeDefined()
    expect(await outcomeOf(adapter.ended)).toBe('fine')
    expect(adapter.isUp()).toBe(false)
  })

  test('are not begun any more once the bot is being stopped', async () => {
    const { slack, bot, store, workspace, adapter, person, channel } = await begun()
    const { asked, letGo } = heldUp(bot)
    const answered = slack.command(person('Ana'), channel, '/roadmap', 'list')
    await asked
    const stopping = adapter.stop()
    slack.command(person('Ana'), channel, '/roadmap', 'group create timezone:UTC')
    // It arrives before the first is answered.
    await new Promise((done) => setTimeout(done, 50))
    letGo()
    await stopping
    expect((await answered.done())?.message).toBeDefined()
    expect(
      await store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: channel.id }),
    ).toBeUndefined()
  })

  test('that hang are not waited for when the bot is stopped', async () => {
    const { slack, bot, adapter, person, channel } = await begun({ drainTimeoutMs: 50 })
    const { asked } = heldUp(bot)
    slack.command(person('Ana'), channel, '/roadmap', 'list')
    await asked
    await adapter.stop()
    expect(adapter.isUp()).toBe(false)
  })

  test('that are lost on the way are apologised for, privately, because something may have been done', async () => {
    const { slack, bot, say } = await begun({ answerTimeoutMs: 0 })
    const handle = bot.handle.bind(bot)
    bot.handle = async (invocation) => {
      const outcome = await handle(invocation)
      // The next answer is refused, and only it.
      slack.failNext({ method: 'response_url', status: 500 })
      return outcome
    }
    const { text, isPrivate } = await say('Ana', 'stage 3')
    expect([text.includes('My answer was lost on the way'), isPrivate]).toEqual([true, true])
  })
})

describe('over HTTP', () => {
  const refusedWith = async (world: Awaited<ReturnType<typeof begun>>, forged: object) => {
    const { slack, url, person, channel } = world
    slack.deliverBy({ url, forged })
    const exchange = slack.command(person('Ana'), channel, '/roadmap', 'list')
    const { status } = await exchange.acked
    return status
  }

  test.each([
    ['a wrong signature', { signature: 'v0=0000' }],
    ['no signature', { signature: undefined }],
    ['an old time stamp', { skewSeconds: -400 }],
    ['a time stamp from the future', { skewSeconds: 90 }],
  ])('%s is refused', async (_, forged) => {
    const world = await begun({ way: 'http' })
    expect(await refusedWith(world, forged)).toBe(401)
    expect(world.slack.messages(world.channel)).toEqual([])
  })

  test('a request that comes twice is refused, also while the first is answered', async () => {
    const world = await begun({ way: 'http' })
    const { slack, say, person, channel } = world
    await say('Ana', 'list')
    expect((await slack.replay()).status).toBe(401)
    const exchange = slack.command(person('Ana'), channel, '/roadmap', 'list')
    expect((await slack.replay()).status).toBe(401)
    expect((await exchange.done())?.message).toBeDefined()
  })

  test('a clock that is half a minute off is no forgery', async () => {
    expect(await refusedWith(await begun({ way: 'http' }), { skewSeconds: 30 })).toBe(200)
  })

  test.each([
    ['GET', '/'],
    ['GET', '/slack/events'],
    ['POST', '/elsewhere'],
    ['POST', '//'],
  ])('%s %s is not found, and nothing ends', async (method, path) => {
    const { url, say } = await begun({ way: 'http' })
    expect((await fetch(`${new URL(url).origin}${path}`, { method })).status).toBe(404)
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('of what strangers send, nothing is kept', async () => {
    const { url } = await begun({ way: 'http' })
    const elsewhere = `${new URL(url).origin}/elsewhere`
    const signature = `v0=${'0'.repeat(64)}`
    const sendTo = async (where: string, given = signature) =>
      (await fetch(where, { method: 'POST', headers: { 'x-slack-signature': given } })).status
    expect([await sendTo(elsewhere), await sendTo(elsewhere), await sendTo(url, 'x'.repeat(9999))]).toEqual([
      404, 404, 401,
    ])
  })

  test('nothing is taken before the start and after the end', async () => {
    const { url, adapter } = await begun({ way: 'http' })
    await adapter.stop()
    expect((await fetch(url, { method: 'POST' })).status).toBe(503)
  })
})

test('a notice that comes with an answer is told also where the answer is lost', async () => {
  const { slack, bot, person, channel } = await begun({ answerTimeoutMs: 0 })
  const handle = bot.handle.bind(bot)
  bot.handle = async (invocation) => {
    const outcome = await handle(invocation)
    slack.failNext({ method: 'response_url', status: 500 })
    return { ...outcome, followUps: [{ title: 'Your group gets no posts', blocks: [] }] }
  }
  slack.command(person('Ana'), channel, '/roadmap', 'list')
  const seen = () => slack.ephemeral(person('Ana')).map(({ text }) => text.split('\n')[0])
  await expect.poll(seen).toEqual(['My answer was lost on the way', 'Your group gets no posts'])
})
