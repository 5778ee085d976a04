import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDiscord } from '../../src/adapters/discord/discord.ts'
import { createExclusiveAdapter } from '../../src/app/exclusive-adapter.ts'
import { createLease } from '../../src/app/lease.ts'
import type { Leases } from '../../src/ports/leases.ts'
import { createLeases } from '../../src/store/create-leases.ts'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { backendDeveloper } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { readable } from '../support/discord-world.ts'
import { createPostingBot } from '../support/posting-bot.ts'
import { createRecordingLog } from '../support/recording-log.ts'
import { createTestClock } from '../support/test-clock.ts'

const name = 'discord 1'

const createWorld = async () => {
  const url = await kinds.postgresql()
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const channel = discord.addChannel(discord.addGuild('Study'), 'roadmap')
  const ana = discord.addUser('Ana')
  return {
    url,
    discord,
    channel,
    ask: (command = 'list', values = {}) => discord.slash(ana, channel, `roadmap ${command}`, values, {}),
    /** The lease's time is over by the database's clock. */
    async passLease() {
      const client = new pg.Client(url)
      await client.connect()
      await client.query(`UPDATE "Lease" SET "until" = '2000-01-01T00:00:00.000000000Z'`)
      await client.end()
    },
  }
}

type World = Awaited<ReturnType<typeof createWorld>>

/** One process of several, with a clock of its own, whose way to the database can be cut. */
const startHost = ({ url, discord }: World, { pause = 20 } = {}) => {
  const { clock, at, pass } = createTestClock('2026-11-30T08:00')
  const log = createRecordingLog()
  const leases = createLeases(url)
  let isCut = false
  let takes = 0
  const cut: Leases = {
    ...leases,
    take: async (lease) => {
      takes++
      if (isCut) throw new Error('the database is out of reach')
      return leases.take(lease)
    },
  }
  const lease = createLease({ leases: cut, name, holder: randomUUID(), clock, log })
  const adapter = createExclusiveAdapter({
    ...{ lease, log, renewEvery: pause, askEvery: 20 },
    create: () => createDiscord({ token: discord.token, api: discord.url, clock, log, lease }),
  })
  onTestFinished(() => adapter.stop())
  const { store } = openStore(url)
  const parts = { store, roadmaps: backendDeveloper, clock, log, newId: randomUUID }
  const { bot, notifications } = createPostingBot(adapter, parts)
  const asked: string[] = []
  const { handle } = bot
  bot.handle = (invocation, options) => {
    asked.push(invocation.id)
    return handle(invocation, options)
  }
  return {
    ...{ adapter, store, notifications, asked, log, at, pass },
    start: () => adapter.start(bot),
    /** How often it has asked for the lease. */
    takes: () => takes,
    cut(on: boolean) {
      isCut = on
    },
  }
}

const stateOf = ({ adapter }: ReturnType<typeof startHost>) => {
  if (adapter.isUp()) return 'up'
  return adapter.isStandby?.() ? 'standby' : 'down'
}

const text = (exchange: ReturnType<World['ask']>) =>
  exchange.done().then(({ message }) => (message ? readable(message) : ''))

describe('of two processes with one token', () => {
  const both = async (options?: { pause: number }) => {
    const world = await createWorld()
    const [first, second] = [startHost(world, options), startHost(world)]
    await first.start()
    await second.start()
    return { ...world, first, second }
  }

  test('one is connected and answers, and the other stands by', async () => {
    const { discord, first, second, ask } = await both()
    expect([stateOf(first), stateOf(second), discord.gateway.connected]).toEqual(['up', 'standby', 1])
    for (let count = 0; count < 5; count++) expect(await text(ask())).toContain('1 roadmap')
    expect([first.asked.length, second.asked.length, discord.refusals]).toEqual([5, 0, []])
  })

  test('one ends, and the other takes over at once', async () => {
    const { discord, first, second, ask } = await both()
    await first.adapter.stop()
    await expect.poll(() => stateOf(second)).toBe('up')
    expect(await text(ask())).toContain('1 roadmap')
    expect([discord.gateway.connected, discord.refusals]).toEqual([1, []])
  })

  test('one stands still, and wakes after the other has taken over: what waited for it stays without a second answer', async () => {
    // It does not come to ask by itself, so that commands are the first that it sees.
    const { discord, first, second, ask, passLease } = await both({ pause: 600_000 })
    await passLease()
    await expect.poll(() => stateOf(second)).toBe('up')
    expect(discord.gateway.connected).toBe(2)
    first.pass({ minutes: 5 })
    for (let count = 0; count < 5; count++) expect(await text(ask())).toContain('1 roadmap')
    await expect.poll(first.takes).toBeGreaterThan(1)
    expect([first.asked, second.asked.length, discord.refusals]).toEqual([[], 5, []])
  })

  test('one finds that the other has taken over, and disconnects; later it takes over again', async () => {
    const { discord, first, second, ask, passLease } = await both()
    first.cut(true)
    await passLease()
    await expect.poll(() => stateOf(second)).toBe('up')
    first.pass({ minutes: 5 })
    expect(stateOf(first)).toBe('down')
    first.cut(false)
    await expect.poll(() => [stateOf(first), discord.gateway.connected]).toEqual(['standby', 1])
    await second.adapter.stop()
    await expect.poll(() => stateOf(first)).toBe('up')
    expect(await text(ask())).toContain('1 roadmap')
    expect(discord.refusals).toEqual([])
  })

  test('one has lost its way to the database, and the other has not: people see one answer, of the other', async () => {
    const { discord, first, second, ask, passLease } = await both()
    first.cut(true)
    await passLease()
    await expect.poll(() => stateOf(second)).toBe('up')
    first.pass({ minutes: 5 })
    const exchange = ask()
    expect(await text(exchange)).toContain('1 roadmap')
    // It waits for the other before it says that the database cannot be reached; then Discord does not take that.
    await expect.poll(() => discord.refusals.map(({ message }) => message)).toHaveLength(1)
    expect(await text(exchange)).toContain('1 roadmap')
    expect([exchange.shown.followUps, first.asked]).toEqual([[], []])
  })

  test('only the one that is connected sends posts', async () => {
    const { discord, first, second, channel } = await both()
    const sam = discord.addUser('Sam')
    first.at('2026-11-23T08:00')
    const values = { name: 'Friends', start: '2026-11-23', timezone: 'Europe/Berlin' }
    await discord.slash(sam, channel, 'roadmap group create', values, { mayManage: true }).done()
    const before = discord.messages(channel).length
    for (const host of [first, second]) host.at('2026-11-30T09:01')
    await second.notifications.runCycleAndWait()
    expect(discord.messages(channel)).toHaveLength(before)
    await first.notifications.runCycleAndWait()
    expect(discord.messages(channel)).toHaveLength(before + 1)
  })

  test('the one that takes over says where that cannot be', async () => {
    const { discord, first, second } = await both()
    discord.failNext({ match: /^GET \/gateway\/bot/, status: 401, code: 0, message: '401: Unauthorized' })
    const failed = second.adapter.ended.then(
      () => 'fine',
      (error: unknown) => String(error),
    )
    await first.adapter.stop()
    expect(await failed).toContain('Discord refuses DISCORD_TOKEN')
  })
})

test('a process alone whose database is out of reach for longer than its lease says so to people, and goes on afterwards', async () => {
  const world = await createWorld()
  const host = startHost(world)
  await host.start()
  host.cut(true)
  host.pass({ minutes: 5 })
  const [first, second] = [world.ask(), world.ask('stage', { number: 3 })]
  for (const exchange of [first, second]) {
    expect(await text(exchange)).toContain('Nothing was recorded')
    expect(exchange.shown.ephemeral).toBe(true)
  }
  expect(host.asked).toEqual([])
  expect(host.log.entries.filter(({ level }) => level === 'warn')).toHaveLength(1)
  host.cut(false)
  expect(await text(world.ask())).toContain('1 roadmap')
  expect([stateOf(host), world.discord.gateway.identifies, world.discord.refusals]).toEqual(['up', 1, []])
})

test('a lease that was granted while the process slept is asked for anew', async () => {
  const { clock, pass } = createTestClock('2026-11-30T08:00')
  const granted: boolean[] = []
  const leases: Leases = {
    take: async () => {
      if (granted.length === 0) pass({ minutes: 5 })
      granted.push(true)
      return granted.length === 1
    },
    release: async () => {},
    close: async () => {},
  }
  const lease = createLease({ leases, name, holder: 'one', clock, log: createRecordingLog() })
  expect([await lease.ask(), granted.length]).toEqual(['lost', 2])
})
