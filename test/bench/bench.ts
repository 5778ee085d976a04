/**
 * `npm run bench`: how quick it is. Figures depend on the machine; ratios against a floor measured in the same run hardly do.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../support/postgres.ts'
import { benchStart } from './start.ts'
import { benchStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await benchStart()
  await benchStore('SQLite', `file:${join(folder, 'bot.db')}`)
  await postgres.createDatabase('bench')
  await benchStore('PostgreSQL', postgres.urlOf('bench'))
  const script = join(import.meta.dirname, 'memory.ts')
  spawnSync(process.execPath, ['--expose-gc', script, `file:${join(folder, 'memory.db')}`], { stdio: 'inherit' })
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
