import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readlinkSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import { openSqlite } from '../../src/store/clients.ts'
import { kinds, openStore, temporaryFolder } from '../support/database.ts'

const at = Temporal.Instant.from('2026-11-23T09:30:00Z')
let requests = 0
const upsertLearner = (store: ReturnType<typeof openStore>['store'], name = 'Ana') =>
  store.transaction({ id: `request-${++requests}`, at }, (within) =>
    within.upsertLearner({ id: `test:${name}`, name, mayManage: false }, { workspace: 'w' }),
  )

const fileOf = (url: string) => url.replace('file:', '')

/** What a failing use says to the host. */
const remedyOf = async (use: Promise<unknown>): Promise<string> => {
  const error = await use.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof StoreUnavailable)) throw new Error('no StoreUnavailable', { cause: error })
  return error.remedy
}

describe('the SQLite file', () => {
  test('is made with its folder at the first change, readable for its owner only; looking makes none', async () => {
    const url = `file:${join(temporaryFolder(), 'var', 'deep', 'bot.db')}`
    const { store } = openStore(url)
    expect(await store.reads.learnerOf('test:Ana')).toBeUndefined()
    expect(existsSync(dirname(fileOf(url)))).toBe(false)
    await upsertLearner(store)
    expect(statSync(fileOf(url)).mode & 0o777).toBe(0o600)
  })

  test('is opened as the promises need it: WAL, foreign keys, no standing still, every commit on the disk', async () => {
    const url = await kinds.sqlite()
    await upsertLearner(openStore(url).store)
    const { writer, reader, close } = await openSqlite(url)
    const ask = async (client: typeof writer, pragma: string) =>
      String(Object.values((await client.$queryRawUnsafe<object[]>(`PRAGMA ${pragma}`))[0] ?? {})[0])
    const settings = async (client: typeof writer) =>
      Object.fromEntries(
        await Promise.all(
          ['journal_mode', 'foreign_keys', 'busy_timeout', 'synchronous', 'query_only'].map(async (pragma) => [
            pragma,
            await ask(client, pragma),
          ]),
        ),
      )
    expect(await settings(writer)).toMatchObject({
      journal_mode: 'wal',
      foreign_keys: '1',
      busy_timeout: '0',
      synchronous: '2',
      query_only: '0',
    })
    // Whoever looks could not change anything even by mistake.
    expect(await settings(reader)).toMatchObject({ query_only: '1' })
    await close()
  })

  test('that is there already is backed up before it is upgraded', async () => {
    const url = await kinds.sqlite()
    // A database of before the first migration that this version knows, with something to lose in it.
    const first = openStore(url).store
    await upsertLearner(first)
    await first.close()
    const old = new Database(fileOf(url))
    old.pragma('foreign_keys = OFF')
    const tables = old
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_%' ESCAPE '\\'")
      .pluck()
      .all()
    for (const table of tables) old.exec(`DROP TABLE "${table}"`)
    old.exec(
      "DELETE FROM _prisma_migrations; CREATE TABLE keepsake (word TEXT); INSERT INTO keepsake VALUES ('remember')",
    )
    old.close()
    await upsertLearner(openStore(url).store)
    const copies = readdirSync(dirname(fileOf(url))).filter((name) => /\.before-\d{14}_init$/.test(name))
    expect(copies).toHaveLength(1)
    const copy = new Database(join(dirname(fileOf(url)), copies[0] ?? ''))
    expect(copy.prepare('SELECT word FROM keepsake').all()).toEqual([{ word: 'remember' }])
    copy.close()
  })

  test('a new one is not backed up, and opening it again costs no upgrade', async () => {
    const url = await kinds.sqlite()
    await upsertLearner(openStore(url).store)
    expect(readdirSync(dirname(fileOf(url))).filter((name) => name.includes('before'))).toEqual([])
  })

  test('from a newer version is refused with a sentence, and left as it is', async () => {
    const url = await kinds.sqlite()
    const first = openStore(url).store
    await upsertLearner(first)
    await first.close()
    const newer = new Database(fileOf(url))
    newer.exec(
      "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ('x', 'x', 1, '99990101000000_future', 1)",
    )
    newer.close()
    expect(await remedyOf(upsertLearner(openStore(url).store))).toBe(
      'Upgrade the bot, or put a backup of before in its place.',
    )
  })
})

describe('when the database cannot be used, the host is told what to do, and the bot goes on when it can', () => {
  test('not a database', async () => {
    const url = await kinds.sqlite()
    writeFileSync(
      fileOf(url),
      'these are somebody’s notes, and no database, long enough to be read as a header'.repeat(20),
    )
    const { store } = openStore(url)
    expect(await remedyOf(upsertLearner(store))).toContain('damaged')
    renameSync(fileOf(url), `${fileOf(url)}.notes`)
    expect(await upsertLearner(store)).toMatchObject({ visibility: 'named' })
  })

  test('a folder in its place', async () => {
    expect(await remedyOf(upsertLearner(openStore(`file:${temporaryFolder()}`).store))).toContain(
      'the name of a file into DATABASE_URL',
    )
  })

  test('a folder that cannot be made', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'taken'), '')
    expect(await remedyOf(upsertLearner(openStore(`file:${join(folder, 'taken', 'bot.db')}`).store))).toContain(
      'folder of DATABASE_URL',
    )
  })

  test('full', async () => {
    const url = await kinds.sqlite()
    const { store } = openStore(url)
    await upsertLearner(store)
    const { writer, close } = await openSqlite(url)
    // SQLite says the same when its file may not grow as when the disk is full.
    await writer.$queryRawUnsafe('PRAGMA max_page_count = 1')
    const full = writer.$executeRawUnsafe(`INSERT INTO "HandledRequest" VALUES ('${'x'.repeat(500_000)}', 'now')`)
    const { toUnavailable } = await import('../../src/store/database-errors.ts')
    expect(toUnavailable(await full.catch((error: unknown) => error))?.remedy).toContain('The disk is full')
    await close()
    expect(await upsertLearner(store, 'Ben')).toMatchObject({ visibility: 'named' })
  })

  test('deleted while the bot runs: nothing goes into a file that is gone', async () => {
    const url = await kinds.sqlite()
    const { store } = openStore(url)
    await upsertLearner(store)
    for (const ending of ['', '-wal', '-shm']) renameSync(`${fileOf(url)}${ending}`, `${fileOf(url)}.away${ending}`)
    expect(await remedyOf(upsertLearner(store, 'Ben'))).toContain('moved or deleted')
    for (const ending of ['', '-wal', '-shm']) {
      if (existsSync(`${fileOf(url)}.away${ending}`))
        renameSync(`${fileOf(url)}.away${ending}`, `${fileOf(url)}${ending}`)
    }
    expect(await store.reads.learnerOf('test:Ana')).toBeDefined()
  })
})

/** How often this process has the file open, or one that was there before and is deleted or moved. */
const opened = (url: string) =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(dirname(fileOf(url)))
    } catch {
      return false
    }
  }).length

describe('the file is moved while many use it', () => {
  const endings = ['', '-wal', '-shm']

  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn++) await setImmediate()
  }

  /** Puts another file with the same content in its place, as somebody does who goes back to a backup. */
  const replace = (url: string) => {
    for (const ending of endings) {
      if (!existsSync(`${fileOf(url)}${ending}`)) continue
      copyFileSync(`${fileOf(url)}${ending}`, `${fileOf(url)}.copy${ending}`)
      renameSync(`${fileOf(url)}.copy${ending}`, `${fileOf(url)}${ending}`)
    }
  }

  const isMoved = (error: unknown) => error instanceof StoreUnavailable && error.remedy.includes('moved or deleted')

  // Where /proc tells what is open.
  test.skipIf(process.platform !== 'linux')(
    'it is opened anew once, however many notice it, and nothing stays open',
    async () => {
      const url = await kinds.sqlite()
      const { store } = openStore(url)
      await upsertLearner(store)
      for (let round = 0; round < 5; round++) {
        replace(url)
        const uses = Array.from({ length: 40 }, async (_, at) => {
          // Half of them come between those who are about to notice it.
          for (let step = 0; step < at % 4; step++) await Promise.resolve()
          return store.reads.learnerOf('test:Ana')
        })
        for (const outcome of await Promise.allSettled(uses)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toSatisfy(isMoved)
          else expect(outcome.value).toBeDefined()
        }
        expect(await store.reads.learnerOf('test:Ana')).toBeDefined()
      }
      // The file, its -wal and its -shm, of the connection that changes and of the one that looks.
      expect(opened(url)).toBeLessThanOrEqual(6)
      await store.close()
      expect(opened(url)).toBe(0)
    },
  )

  test('a change in the middle is told of it, and not reported as kept in a file that is gone', async () => {
    const url = await kinds.sqlite()
    const { store } = openStore(url)
    await upsertLearner(store)
    const changes = Array.from({ length: 12 }, (_, number) =>
      store.transaction({ id: `use ${++requests}`, at }, async (within) => {
        await turns(2)
        return within.upsertLearner({ id: `test:${number}`, name: 'Ben', mayManage: false }, { workspace: 'w' })
      }),
    )
    const ended = Promise.allSettled(changes)
    await turns(9)
    replace(url)
    const outcomes = await ended
    for (const [number, outcome] of outcomes.entries()) {
      const kept = await store.reads.learnerOf(`test:${number}`)
      if (outcome.status === 'fulfilled') expect(kept).toBeDefined()
      else expect(outcome.reason).toSatisfy(isMoved)
    }
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']))
  })
})

describe('npm run backup', () => {
  const backup = (url: string, ...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const child = execFile(
        process.execPath,
        ['scripts/backup.ts', ...args],
        { env: { ...process.env, DATABASE_URL: url } },
        (_, out, err) => done({ code: child.exitCode ?? 1, out, err }),
      )
    })

  test('makes a consistent copy while the bot runs', async () => {
    const url = await kinds.sqlite()
    const { store } = openStore(url)
    await upsertLearner(store)
    const target = join(temporaryFolder(), 'copy.db')
    expect(await backup(url, target)).toMatchObject({ code: 0, err: '' })
    expect(await openStore(`file:${target}`).store.reads.learnerOf('test:Ana')).toMatchObject({ visibility: 'named' })
    await upsertLearner(store, 'Ben')
  })

  test('overwrites nothing, and says what it needs', async () => {
    const url = await kinds.sqlite()
    expect(await backup(url)).toMatchObject({ code: 1, err: 'Say where the copy goes: npm run backup copy.db\n' })
    expect(await backup(url, 'README.md')).toMatchObject({
      code: 1,
      err: 'README.md is there already, and a backup overwrites nothing: choose another name.\n',
    })
    expect(await backup(url, 'nowhere.db')).toMatchObject({
      code: 1,
      err: 'There is no database yet: nothing has been recorded.\n',
    })
    expect(await backup('postgresql://u:p@h/d', 'copy.db')).toMatchObject({
      code: 1,
      err: 'This database is PostgreSQL: pg_dump makes a copy of it, with the address in DATABASE_URL.\n',
    })
  })
})
