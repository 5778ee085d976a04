import { networkInterfaces } from 'node:os'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startHealth } from '../../src/app/health.ts'
import { runPlatforms } from '../../src/app/run-chat.ts'
import type { ChatAdapter } from '../../src/bot/chat-adapter.ts'
import { backendDeveloper } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { createRecordingLog } from '../support/recording-log.ts'

const opened = async () => {
  const { store, statements } = openStore(await kinds.sqlite())
  const state = { isUp: true, now: Temporal.Instant.from('2026-11-23T09:00:00Z') }
  const adapter = { platform: 'discord', isUp: () => state.isUp } as unknown as ChatAdapter
  const log = createRecordingLog()
  const clock = () => state.now
  // A database there is.
  await store.transaction({ id: 'first', at: clock() }, async () => {})
  const server = await startHealth({ port: 0, host: '127.0.0.1' }, { store, clock, log }, { adapters: [adapter] })
  onTestFinished(server.close)
  const ask = async (query = '') => {
    const response = await fetch(`http://127.0.0.1:${server.port}/healthz${query}`)
    return { status: response.status, body: await response.text(), type: response.headers.get('content-type') }
  }
  return { ask, state, statements, log }
}

describe('a stranger who asks how the bot is', () => {
  test('learns that it is up or down, and not what else there is', async () => {
    const { ask, state, log } = await opened()
    expect(await ask()).toEqual({ status: 200, body: '{"status":"up"}\n', type: 'application/json' })
    state.isUp = false
    state.now = state.now.add({ seconds: 1 })
    expect(await ask('?details=1')).toMatchObject({ status: 503, body: '{"status":"down"}\n' })
    expect(log.entries.at(-1)).toEqual({
      level: 'warn',
      details: { database: 'up', discord: 'down' },
      message: 'health: down',
    })
  })

  test('a hundred times a second makes the database work once', async () => {
    const { ask, state, statements } = await opened()
    const before = statements.length
    await Promise.all(Array.from({ length: 100 }, () => ask()))
    expect(statements.length).toBe(before + 1)
    state.now = state.now.add({ milliseconds: 999 })
    await ask()
    expect(statements.length).toBe(before + 1)
    state.now = state.now.add({ milliseconds: 1 })
    await ask()
    expect(statements.length).toBe(before + 2)
  })
})

/** Addresses of this machine that others can reach. */
const outside = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses)
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .map(({ address }) => address)

describe('the port of the bot', () => {
  const started = async (more: { host?: string; requests?: () => void }) => {
    const { store } = openStore(await kinds.sqlite())
    const log = createRecordingLog()
    const stop = Promise.withResolvers<void>()
    const life = Promise.withResolvers<void>()
    const adapter = {
      platform: 'discord',
      idempotencyWindowSeconds: 0,
      ended: life.promise,
      start: async () => {},
      stop: async () => life.resolve(),
      isUp: () => true,
    } as unknown as ChatAdapter
    const clock = Temporal.Now.instant
    const parts = { commands: [], roadmaps: backendDeveloper, store, log, clock, newId: () => 'id', random: () => 0 }
    const running = runPlatforms(parts, {
      ...{ adapters: [adapter], stopped: stop.promise, port: 0, host: more.host, onStopping() {} },
      ...(more.requests && { requests: more.requests }),
    })
    onTestFinished(async () => {
      stop.resolve()
      await running
    })
    const portIn = () => log.entries.flatMap(({ details }) => ('port' in details ? [Number(details.port)] : []))[0]
    await expect.poll(portIn).toBeDefined()
    return async (address: string) =>
      fetch(`http://${address}:${portIn()}/healthz`).then(
        ({ status }) => status,
        () => 'not reached',
      )
  }

  test.runIf(outside.length > 0)('is for this machine alone where no platform sends to it', async () => {
    const reach = await started({})
    expect([await reach('127.0.0.1'), await reach(outside[0] ?? '')]).toEqual([200, 'not reached'])
  })

  test.runIf(outside.length > 0)('is open where a platform sends to it', async () => {
    const reach = await started({ requests() {} })
    expect([await reach('127.0.0.1'), await reach(outside[0] ?? '')]).toEqual([200, 200])
  })

  test.runIf(outside.length > 0)('is where HOST says', async () => {
    const narrow = await started({ host: '127.0.0.1', requests() {} })
    expect([await narrow('127.0.0.1'), await narrow(outside[0] ?? '')]).toEqual([200, 'not reached'])
    const wide = await started({ host: '0.0.0.0' })
    expect([await wide('127.0.0.1'), await wide(outside[0] ?? '')]).toEqual([200, 200])
  })
})
