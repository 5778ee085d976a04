import { readFileSync } from 'node:fs'
import { SocketModeReceiver } from '@slack/bolt'
import { WebSocketManager, WebSocketShard } from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { madeForVersions } from '../../src/errors/made-for.ts'
import { OperatorError } from '../../src/errors/operator-error.ts'
import { checkGlue } from '../../src/store/schema-engine.ts'
import { databaseOf } from '../../src/store/sqlite-driver.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version: string }>
}

/** Before a version is changed here, somebody has read the new one where the places on the right reach into it. */
test.each([
  ['@slack/bolt', '5.1.0', 'slack.ts: requestListener, and a receiver that does nothing'],
  ['@slack/socket-mode', '3.1.0', 'socket-line.ts: the listener of ws_message; disconnect() twice breaks off'],
  ['@slack/web-api', '8.2.0', 'installations.ts: options are written into; posting.ts: the words “Retry header”'],
  ['discord.js', '14.28.1', 'connection.ts: ws.shards and their status'],
  ['@discordjs/rest', '2.6.3', 'connection.ts: one 401 drops the token; register.ts: a number only of Discord’s own'],
  ['@discordjs/ws', '1.2.3', 'connection.ts: the words of an error for a refused token'],
  [
    '@prisma/adapter-better-sqlite3',
    '7.10.0',
    'sqlite-driver.ts: client; commit() and rollback() send nothing; statement-cache.ts: how it prepares statements',
  ],
  ['better-sqlite3', '13.2.0', 'statement-cache.ts: what a statement is asked for'],
  [
    '@prisma/adapter-pg',
    '7.10.0',
    'upgrade.ts, guarded-transaction.ts: commit() and rollback() send nothing; clients.ts: a pool of our own',
  ],
  [
    '@prisma/client',
    '7.10.0',
    'database-errors.ts: P2028, and what is in the meta of errors; guarded-transaction.ts: its end',
  ],
  ['pg', '8.23.1', 'database-errors.ts: what it says without a code'],
  ['pg-pool', '3.14.0', 'database-errors.ts: what it says without a code'],
  ['prisma', '7.10.0', 'prisma.config.ts: PRISMA_SCHEMA_ENGINE_BINARY'],
  [
    '@prisma/schema-engine-wasm',
    '7.10.0-4.0edf323efd1d98336f3f0a68684b56f689b900d3',
    'schema-engine.ts: the glue between JavaScript and WebAssembly',
  ],
])('%s is %s, whose private parts were looked at: %s', (library, version) => {
  const installed = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${library}`))
  expect(installed.map(([, found]) => found.version)).toEqual([version])
  expect(new Map(Object.entries(madeForVersions)).get(library) ?? version).toBe(version)
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a library that is not as the bot needs it stops the start, with the version that fits', () => {
  /** Whatever the client of Socket Mode listens to for this event, it does not. */
  const withoutListener = () => {
    const { client } = new SocketModeReceiver({ appToken: 'xapp-any' })
    const prototype = Object.getPrototypeOf(client)
    const { on } = prototype
    prototype.on = function (this: unknown, event: string, ...more: unknown[]) {
      return event === 'ws_message' ? this : on.call(this, event, ...more)
    }
    onTestFinished(() => void Reflect.deleteProperty(prototype, 'on'))
  }

  test('Socket Mode without a listener to take over: the bot would be deaf, and its health good', async () => {
    withoutListener()
    const world = await createSlackWorld()
    const error = await failureOf(world.begin())
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toBe(
      'OperatorError: The installed @slack/socket-mode has no single listener of “ws_message”, which this bot needs: it was made for version 3.1.0. Run npm ci, which installs that version.',
    )
    expect(world.adapter.isUp()).toBe(false)
  })

  test('Socket Mode that greets by another way than the one that is listened to', async () => {
    const world = await createSlackWorld()
    const { client } = new SocketModeReceiver({ appToken: 'xapp-any' })
    const prototype = Object.getPrototypeOf(client)
    const { emit } = prototype
    prototype.emit = function (this: unknown, event: string, data: unknown, ...more: unknown[]) {
      const isGreeting = event === 'ws_message' && String(data).includes('"hello"')
      return emit.call(this, isGreeting ? 'connected' : event, data, ...more)
    }
    onTestFinished(() => void Reflect.deleteProperty(prototype, 'emit'))
    expect(String(await failureOf(world.begin()))).toContain('has no greeting by “ws_message”')
    // Both were being opened.
    await world.slack.socket.untilOpened(2)
  })

  test('discord.js without a list of connections', async () => {
    Object.defineProperty(WebSocketManager.prototype, 'shards', { configurable: true, get() {}, set() {} })
    onTestFinished(() => void Reflect.deleteProperty(WebSocketManager.prototype, 'shards'))
    const world = await createDiscordWorld()
    const error = await failureOf(world.begin())
    expect(error).toBeInstanceOf(OperatorError)
    expect(String(error)).toContain('The installed discord.js has no list of connections')
    expect(String(error)).toContain('14.28.1')
  })

  test('discord.js without the status of a connection', async () => {
    const statuses = new WeakMap<WebSocketShard, number>()
    Object.defineProperty(WebSocketShard.prototype, 'status', {
      configurable: true,
      set(this: WebSocketShard, status: number) {
        statuses.set(this, status)
      },
      // The library itself needs it until it is ready.
      get(this: WebSocketShard) {
        return this.manager.client.isReady() ? undefined : statuses.get(this)
      },
    })
    onTestFinished(() => void Reflect.deleteProperty(WebSocketShard.prototype, 'status'))
    const world = await createDiscordWorld()
    expect(String(await failureOf(world.begin()))).toContain('The installed discord.js has no status of a connection')
  })

  test.each([{}, { client: {} }])('the SQLite adapter without its connection: %j', (adapter) => {
    expect(() => databaseOf(adapter as never)).toThrow(
      'The installed @prisma/adapter-better-sqlite3 has no connection in “client”',
    )
  })

  test.each([
    [{ __wbg_setTimeout_1: 1 }, '__wbg_set_wasm'],
    [{ __wbg_set_wasm: 1 }, '__wbg_setTimeout_'],
  ])('the migration engine with other glue: %j', (glue, missing) => {
    expect(() => checkGlue(glue)).toThrow(missing)
  })
})
