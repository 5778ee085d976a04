import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import type { Database } from '../../src/ports/database.ts'
import { createDatabase } from '../../src/store/create-database.ts'
import { kinds, openStore, postgresUrl } from '../support/database.ts'
import { isKept, keepGroup } from '../support/kept-group.ts'
import { createRecordingLog } from '../support/recording-log.ts'
import { createWorld } from '../support/world.ts'

const at = Temporal.Instant.from('2026-11-23T12:00:00Z')

const upsertLearner = (store: Database, name = 'Ana') =>
  store.transaction({ id: randomUUID(), at }, (within) =>
    within.upsertLearner({ id: `test:${name}`, name, mayManage: false }, { workspace: 'w' }),
  )

const failureOf = async (use: Promise<unknown>): Promise<StoreUnavailable> => {
  const error = await use.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof StoreUnavailable)) throw new Error('no StoreUnavailable', { cause: error })
  return error
}

describe.each(Object.entries(kinds))('a programming error on %s', (_, makeUrl) => {
  test('is not taken for an outage: it is tried once, and comes out as it is', async () => {
    const { store } = openStore(await makeUrl())
    let attempts = 0
    const change = store.transaction({ id: 'twice', at }, async (within) => {
      attempts += 1
      await keepGroup(within, 'one')
      await keepGroup(within, 'one')
    })
    await expect(change).rejects.not.toBeInstanceOf(StoreUnavailable)
    await expect(change).rejects.toMatchObject({ code: 'P2002' })
    expect(attempts).toBe(1)
  })

  test('is told to the person as a bug with an id, under which the log has it; not as a database out of reach', async () => {
    const log = createRecordingLog()
    // Two people who get the same id: a mistake that only the database notices.
    const store = createDatabase({ url: await makeUrl(), log, newId: () => 'the same for everybody' })
    const { bot, say, log: world } = await createWorld({ store })
    await say('/roadmap group create Friends')
    const actor = { id: 'terminal:ben', name: 'ben', zone: 'UTC', mayManage: false }
    const where = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }
    const { answer } = await bot.handle({ id: randomUUID(), source: 'command', actor, where, ask: { line: 'join' } })
    expect(answer.title).toBe('Something went wrong on my side')
    const bugs = world.entries.flatMap(({ details }) => ('bug' in details ? [String(details.bug)] : []))
    expect(bugs).toHaveLength(1)
    expect(JSON.stringify(answer.blocks)).toContain(bugs[0])
    expect(log.entries).toEqual([])
  })
})

test('what a person typed is not taken for an outage, whatever it looks like', async () => {
  const { store } = openStore(await kinds.sqlite())
  const mistake = new UserError('There is no “connect ECONNREFUSED, Connection terminated”')
  const change = store.transaction({ id: 'typed', at }, async () => {
    throw mistake
  })
  await expect(change).rejects.toBe(mistake)
})

describe('PostgreSQL says no, and the host is told what to do', () => {
  const asAdmin = async (url: string, ...statements: string[]) => {
    const client = new pg.Client(url)
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }

  /** Somebody who may connect, and nothing else. */
  const withoutRights = async (url: string) => {
    const name = `u${randomUUID().replaceAll('-', '')}`
    await asAdmin(url, `CREATE ROLE ${name} LOGIN PASSWORD 'pw'`, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC')
    return url.replace('postgres:secret', `${name}:pw`)
  }

  test('a user without rights: it does not pass by itself', async () => {
    const { remedy, lasts } = await failureOf(
      upsertLearner(openStore(await withoutRights(await kinds.postgresql())).store),
    )
    expect([remedy, lasts]).toEqual(['Let the user in DATABASE_URL create and change tables in its database.', true])
  })

  test('a wrong password, or no such database: neither passes by itself', async () => {
    for (const url of [await postgresUrl('postgres', 'postgres:wrong'), await postgresUrl('nowhere')])
      expect((await failureOf(upsertLearner(openStore(url).store))).lasts).toBe(true)
  })

  test('a server that takes no changes: it may pass, and people can still look', async () => {
    const url = await kinds.postgresql()
    const { store } = openStore(url)
    await upsertLearner(store)
    await store.close()
    await asAdmin(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`)
    const { remedy, lasts } = await failureOf(upsertLearner(openStore(url).store, 'Ben'))
    expect([remedy, lasts]).toEqual([
      'This PostgreSQL takes no changes: put the address of one that does into DATABASE_URL.',
      false,
    ])
    expect(await openStore(url).store.reads.learnerOf('test:Ana')).toMatchObject({ visibility: 'named' })
  })

  test('a connection that is ended in the middle of a change: nothing of it is kept, and the next one works', async () => {
    const url = await kinds.postgresql()
    const { store } = openStore(url)
    const change = store.transaction({ id: 'cut off', at }, async (within) => {
      await keepGroup(within, 'one')
      await asAdmin(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      await keepGroup(within, 'two')
    })
    expect((await failureOf(change)).remedy).toContain('Start PostgreSQL')
    expect(await upsertLearner(store)).toMatchObject({ visibility: 'named' })
    expect(await isKept(store.reads, 'one')).toBe(false)
  })

  test('a lane that another process claims at the very moment is left to it', async () => {
    const url = await kinds.postgresql()
    const { store } = openStore(url)
    await store.transaction({ id: 'owe', at }, (within) =>
      within.enqueue(
        ['first', 'second'].map((id) => ({ id, kind: 'extra' as const, platform: id, orderingKey: 'home', dueAt: at })),
        at,
      ),
    )
    const other = new pg.Client(url)
    await other.connect()
    onTestFinished(() => other.end())
    // By the clock of the other process the first is due, by ours it is not.
    await other.query(`UPDATE "OutboxMessage" SET "nextAt" = '2026-11-23T13:00:00.000000000Z' WHERE "id" = 'first'`)
    await other.query('BEGIN')
    await other.query(`UPDATE "OutboxMessage" SET "state" = 'claimed', "lockedKey" = 'home' WHERE "id" = 'first'`)
    const later = at.add({ minutes: 5 })
    const claim = store.outbox.claim({
      platform: 'second',
      workerId: 'me',
      now: later,
      until: later.add({ seconds: 50 }),
      limit: 5,
    })
    const waits = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    while ((await other.query(waits)).rows[0].n === 0) await setImmediate()
    await other.query('COMMIT')
    expect(await claim).toEqual([])
  })
})
