/**
 * A SQLite database that no migration has to be applied to: a copy of one that was made before. Applying them takes longer than most
 * tests. The tests of the store itself begin without a file.
 */
import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase } from '../../src/store/create-database.ts'
import { migrationFolder, readMigrations, schemaOf } from '../../src/store/migrations.ts'
import { prepareSqliteFile, sqliteFile } from '../../src/store/sqlite-file.ts'
import { createRecordingLog } from './recording-log.ts'

const cache = 'node_modules/.cache/test-databases'

/** Of what a database is made from: another schema has another file. */
const fileOf = async (): Promise<string> => {
  const made = JSON.stringify([
    await readMigrations(migrationFolder('sqlite')),
    readFileSync(schemaOf('sqlite'), 'utf8'),
  ])
  return join(cache, `${createHash('sha256').update(made).digest('hex')}.db`)
}

/** Several processes may make it at once: each makes its own, and the last stays. */
const make = async (file: string): Promise<void> => {
  mkdirSync(cache, { recursive: true })
  const partial = `${file}.${randomUUID()}`
  const store = createDatabase({ url: `file:${partial}`, log: createRecordingLog(), newId: randomUUID })
  await store.open()
  await store.close()
  renameSync(partial, file)
}

let made: Promise<string> | undefined

/** Puts a migrated database where this URL says. */
export const makeMigrated = async (url: string): Promise<void> => {
  made ??= fileOf().then(async (file) => {
    if (!existsSync(file)) await make(file)
    return file
  })
  prepareSqliteFile(url)
  copyFileSync(await made, sqliteFile(url))
}
