import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { renderReply } from '../../src/adapters/terminal/render.ts'
import { createPaint } from '../../src/adapters/terminal/style.ts'
import { createTerminal } from '../../src/adapters/terminal/terminal.ts'
import { createBot } from '../../src/bot/create-bot.ts'
import { commands } from '../../src/commands/index.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { createNotifications } from '../../src/notifications/notifications.ts'
import type { Database } from '../../src/ports/database.ts'
import { createDatabase } from '../../src/store/create-database.ts'
import { backendDeveloper } from './bot.ts'
import { makeDatabaseFolder } from './database-folder.ts'
import { makeMigrated } from './migrated-database.ts'
import { createRecordingLog } from './recording-log.ts'
import { type ClockOptions, createTestClock } from './test-clock.ts'

type Options = ClockOptions & { store?: Database; roadmaps?: readonly Roadmap[]; start?: string }

/**
 * A terminal in front of a real bot on a real database, at a clock that the test moves. Everybody speaks with `@name`; the
 * host, who may manage, is Sam.
 */
export const createWorld = async ({
  store: given,
  roadmaps = backendDeveloper,
  zone = 'Europe/Berlin',
  start = '2026-11-23T09:30',
  between,
}: Options = {}) => {
  const folder = makeDatabaseFolder('world-')
  const log = createRecordingLog()
  let ids = 0
  if (!given) await makeMigrated(join(folder, 'bot.db'))
  const store = given ?? createDatabase({ url: `file:${join(folder, 'bot.db')}`, log, newId: () => `id-${++ids}` })
  const { clock, at, pass, afterLine } = createTestClock(start, { zone, ...(between && { between }) })
  const input = new PassThrough()
  const output = new PassThrough()
  let printed = ''
  output.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8')
  })
  const terminal = createTerminal({
    input,
    output,
    interactive: false,
    colours: false,
    width: () => 80,
    userName: 'Sam',
    zone,
    newId: () => `request-${++ids}`,
    log,
  })
  const deps = {
    store,
    roadmaps,
    senders: [terminal],
    clock,
    log,
    newId: () => `desk-${++ids}`,
    random: () => 0,
  }
  const notifications = createNotifications(deps)
  const bot = createBot({
    ...{ commands, roadmaps, store, log, notices: notifications.warnings },
    clock,
    newId: () => `bug-${++ids}`,
    onEnqueued: () => void notifications.deliver(),
  })
  await terminal.start(bot)
  onTestFinished(async () => {
    await terminal.stop()
    await notifications.stop()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    bot,
    store,
    log,
    folder,
    at,
    pass,
    /** The same in another channel, of which each has its own group; without the terminal's looks. */
    async sayIn(channel: string, ...lines: string[]): Promise<string> {
      let said = ''
      for (const typed of lines) {
        const [, name = 'Sam', asked = ''] = /^(?:@(\S+) )?(.*)$/.exec(typed) ?? []
        const actor = { id: `test:${name}`, name, zone, mayManage: name === 'Sam' }
        const where = { platform: 'test', workspace: 'w', channel }
        const { answer } = await bot.handle({
          ...{ id: `r-${++ids}`, source: 'command', actor, where, ask: { line: asked } },
          checkChannel: async () => 'ok',
        })
        said = renderReply(answer, { width: 80, paint: createPaint(false) }).join('\n')
        afterLine()
        if (answer.tone === 'problem') throw new Error(`"${typed}": ${said}`)
      }
      return said
    },
    /** What the minute brings: the posts that are printed. */
    async tick(): Promise<string> {
      printed = ''
      await notifications.runCycleAndWait()
      return printed.trimEnd()
    },
    /** Types lines, one after the other, and returns what is printed for the last of them. */
    async say(...lines: string[]): Promise<string> {
      for (const line of lines) {
        printed = ''
        input.write(`${line}\n`)
        // An answer ends with an empty line; nothing else tells that it is complete.
        const giveUpAt = performance.now() + 5000
        while (!printed.endsWith('\n\n')) {
          if (performance.now() > giveUpAt) throw new Error(`waited 5 s in vain for an answer to: ${line}`)
          await setTimeout(1)
        }
        await setTimeout(1)
        await notifications.deliver()
        afterLine()
      }
      const bugs = log.entries.filter(({ details }) => 'bug' in details)
      for (const { details } of bugs) throw new Error('a bug', { cause: 'err' in details ? details.err : details })
      return printed.trimEnd()
    },
  }
}
