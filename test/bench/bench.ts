/**
 * `npm run bench`: how quick it is; `npm run bench -- flood` asks about floods alone. Figures depend on the machine; ratios against a floor measured in the same run hardly do.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../support/postgres.ts'
import { benchDiscord } from './discord.ts'
import { benchFlood } from './flood.ts'
import { benchIdle } from './idle.ts'
import { line } from './measure.ts'
import { benchNudges } from './notifications.ts'
import { benchSlack } from './slack.ts'
import { benchStart } from './start.ts'
import { benchStore } from './store.ts'

if (process.argv[2] === 'flood') {
  await benchFlood()
  process.exit()
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await benchStart()
  await benchDiscord()
  await benchSlack()
  await benchFlood()
  await benchIdle()
  await benchStore('SQLite', `file:${join(folder, 'bot.db')}`)
  await postgres.createDatabase('bench')
  await benchStore('PostgreSQL', postgres.urlOf('bench'))
  await benchNudges('SQLite', async (name) => `file:${join(folder, `${name}.db`)}`)
  await benchNudges('PostgreSQL', async (name) => {
    await postgres.createDatabase(name)
    return postgres.urlOf(name)
  })
  const heapWith = (groups: number) => {
    const script = join(import.meta.dirname, 'notifications-memory.ts')
    const url = `file:${join(folder, `heap-${groups}.db`)}`
    return Number(
      spawnSync(process.execPath, ['--expose-gc', script, url, String(groups)], { encoding: 'utf8' }).stdout,
    )
  }
  const [few, many] = [heapWith(1000), heapWith(10_000)]
  line(
    'largest heap with 1,000 posts under way, with 10,000',
    `${Math.round(few / 1e6)} MB, ${Math.round(many / 1e6)} MB`,
  )
  line('ratio (aim: under 1.5)', (many / few).toFixed(2))
  const script = join(import.meta.dirname, 'memory.ts')
  spawnSync(process.execPath, ['--expose-gc', script, `file:${join(folder, 'memory.db')}`], { stdio: 'inherit' })
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
