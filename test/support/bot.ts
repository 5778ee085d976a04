import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Command } from '../../src/bot/command.ts'
import { createBot } from '../../src/bot/create-bot.ts'
import { commands as allCommands } from '../../src/commands/index.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import type { Database } from '../../src/ports/database.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { createDatabase } from '../../src/store/create-database.ts'
import { makeDatabaseFolder } from './database-folder.ts'
import { createRecordingLog } from './recording-log.ts'

export const backendDeveloper = await loadRoadmaps('data')

type Parts = { roadmaps?: readonly Roadmap[]; commands?: readonly Command[]; store?: Database }

/** Databases of tests and benchmarks that need no particular one; gone at the end of the process. */
const folder = makeDatabaseFolder('bot-')
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** The bot as main makes it, with the real roadmap, a log that can be read, and a database where nothing is kept yet. */
export const createTestBot = ({ roadmaps = backendDeveloper, commands = allCommands, store }: Parts = {}) => {
  const log = createRecordingLog()
  let ids = 0
  const bot = createBot({
    commands,
    roadmaps,
    store:
      store ?? createDatabase({ url: `file:${join(folder, randomUUID(), 'bot.db')}`, log, newId: () => `id-${++ids}` }),
    clock: () => Temporal.Instant.from('2026-11-23T09:30:00Z'),
    log,
    newId: () => `bug-${++ids}`,
  })
  return { bot, log }
}
