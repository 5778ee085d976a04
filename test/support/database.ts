import { randomUUID } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { createDatabase } from '../../src/store/create-database.ts'
import { type Kind, migrationFolder } from '../../src/store/migrations.ts'
import { makeDatabaseFolder } from './database-folder.ts'
import { makeMigrated } from './migrated-database.ts'
import { createRecordingLog } from './recording-log.ts'

/** A folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const folder = makeDatabaseFolder('store-')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database of the run's PostgreSQL as a URL, whether there is one of that name or not. The first who asks waits until the server has started. */
export const postgresUrl = async (database: string, user = 'postgres:secret'): Promise<string> => {
  const said = await text(connect(inject('postgresStarter'), '127.0.0.1'))
  if (!/^\d+$/.test(said)) throw new Error(said)
  return `postgresql://${user}@127.0.0.1:${said}/${database}`
}

/** The folder with the migrations of a version after this one: one more. */
export const nextMigrations = (kind: Kind): string => {
  const folder = temporaryFolder()
  cpSync(migrationFolder(kind), folder, { recursive: true })
  cpSync(join(import.meta.dirname, '../store/fixtures/next-version', kind), folder, { recursive: true })
  return folder
}

/** An empty database of each kind, as a URL. */
export const kinds = {
  sqlite: async () => `file:${join(temporaryFolder(), 'bot.db')}`,
  postgresql: async () => {
    const name = `t${randomUUID().replaceAll('-', '')}`
    const admin = new pg.Client(await postgresUrl('postgres'))
    await admin.connect()
    await admin.query(`CREATE DATABASE ${name}`)
    await admin.end()
    return postgresUrl(name)
  },
} satisfies Record<string, () => Promise<string>>

/** Does something to a database behind the store's back. */
export const runSql = async (url: string, sql: string): Promise<void> => {
  if (url.startsWith('file:')) {
    const database = new Sqlite(url.slice('file:'.length))
    database.exec(sql)
    database.close()
    return
  }
  const client = new pg.Client(url)
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** A store on this database, closed after the test; `statements` are what it sends. */
export const openStore = (
  url: string,
  more: Pick<Parameters<typeof createDatabase>[0], 'wait' | 'migrations'> = {},
) => {
  const statements: string[] = []
  const log = createRecordingLog()
  const store = createDatabase({ url, log, newId: randomUUID, onStatement: (sql) => statements.push(sql), ...more })
  onTestFinished(() => store.close())
  return { store, statements, log }
}

/** A store on an SQLite file of its own, opened as at the start of the bot: the first who asks does not wait for that. */
export const openedStore = async () => {
  const url = await kinds.sqlite()
  await makeMigrated(url)
  const opened = openStore(url)
  await opened.store.open()
  return opened
}
