import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import { openStore, postgresUrl } from '../support/database.ts'
import { startPostgres } from '../support/postgres.ts'

const at = Temporal.Instant.from('2026-11-23T09:30:00Z')

test('a server that is down at the start, and again later, is told of without its password; then the bot goes on', async () => {
  const first = openStore('postgresql://bot:hunter2@127.0.0.1:9/bot').store
  const down = await first.reads.learnerOf('x').catch((error: unknown) => error)
  expect(down).toBeInstanceOf(StoreUnavailable)
  expect((down as StoreUnavailable).remedy).toBe(
    'Start PostgreSQL, or put its address into DATABASE_URL. The bot connects again by itself.',
  )
  expect(JSON.stringify([down, String((down as Error).cause)])).not.toContain('hunter2')

  const postgres = await startPostgres()
  try {
    await postgres.createDatabase('bot')
    const { store } = openStore(postgres.urlOf('bot'))
    const upsertLearner = (name: string) =>
      store.transaction({ id: name, at }, (within) =>
        within.upsertLearner({ id: `test:${name}`, name, mayManage: false }, { workspace: 'w' }),
      )
    await upsertLearner('Ana')
    await postgres.pause()
    expect(await upsertLearner('Ben').catch((error: unknown) => error)).toBeInstanceOf(StoreUnavailable)
    await postgres.resume()
    expect(await upsertLearner('Ben')).toMatchObject({ visibility: 'named' })
    expect(await store.reads.learnerOf('test:Ana')).toBeDefined()
  } finally {
    await postgres.stop()
  }
}, 60_000)

test('a wrong password', async () => {
  const { store } = openStore(await postgresUrl('postgres', 'postgres:wrong'))
  expect(((await store.reads.learnerOf('x').catch((error: unknown) => error)) as StoreUnavailable).remedy).toContain(
    'user and password',
  )
})

test('a database that does not exist', async () => {
  const { store } = openStore(await postgresUrl('nowhere'))
  expect(((await store.reads.learnerOf('x').catch((error: unknown) => error)) as StoreUnavailable).remedy).toContain(
    'Create the database',
  )
})
