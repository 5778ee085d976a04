import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { prepareSqliteFile } from '../../src/store/sqlite-file.ts'
import { upgrade } from '../../src/store/upgrade.ts'
import { nextMigrations, temporaryFolder } from '../support/database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const megabytes = 24

let file: string

/** A database of this version, large enough that copying it takes a while. */
beforeEach(async () => {
  file = join(temporaryFolder(), 'bot.db')
  prepareSqliteFile(`file:${file}`)
  await upgrade('sqlite', `file:${file}`)
  const database = new Database(file)
  database.exec(`
    CREATE TABLE keepsake (word BLOB);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${megabytes})
    INSERT INTO keepsake SELECT randomblob(1000000) FROM n`)
  database.close()
})

const start = (command: string): ChildProcess =>
  spawn('bash', ['-c', `exec ${command}`], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: `file:${file}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

/** Also in folders, which may be gone the next moment. */
const filesIn = (folder: string) => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

/** What makes the copy in each case, and where it is in the end. */
const cases = {
  'npm run backup': () => ({
    command: `node scripts/backup.ts '${join(dirname(file), 'copy.db')}'`,
    isCopy: (name: string) => name.startsWith('copy.db'),
  }),
  'an upgrade': () => ({
    command: `node test/support/writer-process.ts 'file:${file}' p 1 '${nextMigrations('sqlite')}'`,
    isCopy: (name: string) => name.startsWith('bot.db.before-'),
  }),
}

test.each(Object.entries(cases))(
  'nobody else can read the copy that %s makes, not even while it is written',
  async (_, makeCase) => {
    const { command, isCopy } = makeCase()
    const child = start(command)
    const ended = once(child, 'exit')
    const seen: { mode: string; size: number }[] = []
    while (child.exitCode === null && child.signalCode === null) {
      for (const name of filesIn(dirname(file)).filter(isCopy)) {
        const stats = statSync(join(dirname(file), name), { throwIfNoEntry: false })
        if (stats?.isFile()) seen.push({ mode: (stats.mode & 0o777).toString(8), size: stats.size })
      }
      await setImmediate()
    }
    expect(await ended).toEqual([0, null])
    // It was looked at while it was written.
    expect(seen.some(({ size }) => size < megabytes * 1_000_000)).toBe(true)
    expect(new Set(seen.map(({ mode }) => mode))).toEqual(new Set(['600']))
    const [copy = '', ...others] = readdirSync(dirname(file)).filter(isCopy)
    expect(others).toEqual([])
    const database = new Database(join(dirname(file), copy), { readonly: true })
    expect(database.prepare('SELECT count(*) FROM keepsake').pluck().get()).toBe(megabytes)
    database.close()
  },
  60_000,
)

test.each(Object.entries(cases))(
  'half a copy of %s is not left behind where the disk has no room for it',
  async (_, makeCase) => {
    const { command, isCopy } = makeCase()
    const before = statSync(file).size
    // Files may not grow as large as the copy would be.
    const child = start(`bash -c "trap '' XFSZ; ulimit -f 10000; exec ${command}"`)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(readdirSync(dirname(file)).filter(isCopy)).toEqual([])
    expect(statSync(file).size).toBe(before)
    if (command.includes('backup')) expect(said).toMatch(/^The copy cannot be made \(.+\): nothing was written\.\n$/)
  },
  60_000,
)
