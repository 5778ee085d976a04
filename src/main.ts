/** The composition root: the only file that knows everything. */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { createTerminal } from './adapters/terminal/terminal.ts'
import { createBot } from './bot/bot.ts'
import type { ActorId } from './bot/invocation.ts'
import { commands } from './commands/index.ts'
import { EnvFaults, readEnv } from './env.ts'
import { createLog } from './log.ts'
import type { Desk } from './nudges/desk.ts'
import type { Nudges } from './nudges/nudges.ts'
import { loadRoadmaps, RoadmapFaults } from './roadmaps/load-roadmaps.ts'
import { createStore } from './store/create-store.ts'

/** The sample group of `--demo` has a database of its own, made anew each time. */
const demoFile = join(import.meta.dirname, '../var/demo.db')

const main = async () => {
  const env = readEnv()
  const isDemo = process.argv.includes('--demo')
  const { stdin: input, stdout: output, stderr } = process
  const roadmaps = await loadRoadmaps(env.ROADMAPS_DIR)
  const log = createLog(env, stderr.isTTY)
  if (isDemo) for (const ending of ['', '-wal', '-shm']) rmSync(`${demoFile}${ending}`, { force: true })
  const store = createStore({ url: isDemo ? `file:${demoFile}` : env.DATABASE_URL, log, newId: randomUUID })
  const clock = Temporal.Now.instant
  const zone = Temporal.Now.timeZoneId()

  // Whoever reads our output may close it early (`| head`): that is no failure.
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const interactive = input.isTTY && output.isTTY
  const terminal = createTerminal({
    input,
    output,
    interactive,
    colours: interactive && env.NO_COLOR === undefined && output.getColorDepth() > 1,
    width: () => Math.min(Math.max(output.columns || 80, 20), 100),
    userName: hostUser(),
    zone,
    newId: randomUUID,
    ...(isDemo && {
      note: 'A sample group is here: try leaderboard, group show, group nudge, @ben week, or @chen why streak.',
    }),
  })
  const desk = { store, roadmaps, offices: [terminal], clock, log, newId: randomUUID, chance: Math.random }
  const nudges = lazyNudges(desk)
  const talk = { commands, roadmaps, store, log, newId: randomUUID }
  const [roadmap] = roadmaps
  if (isDemo && roadmap) {
    const { playDemo } = await import('./demo.ts')
    await playDemo({ roadmap, zone, now: clock(), talk, desk })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => terminal.stop())
  await terminal.start(createBot({ ...talk, clock, notices: nudges, onOwed: () => void nudges.deliver() }))
  // In a pipe nobody reads along: weekly posts wait for somebody who does.
  const ticking = interactive ? await nudges.startTicking() : undefined
  await terminal.ended
  await ticking?.stop()
  await nudges.finish()
  await store.close()
}

/** The nudges, loaded with the first that is owed or the first tick: whoever only reads never waits for them. */
const lazyNudges = (desk: Desk) => {
  let opening: Promise<Nudges> | undefined
  let opened: Nudges | undefined
  const open = (): Promise<Nudges> => {
    opening ??= import('./nudges/nudges.ts').then(({ createNudges }) => {
      opened = createNudges(desk)
      return opened
    })
    return opening
  }
  return {
    deliver: async () => (await open()).deliver(),
    take: (actor: ActorId) => opened?.notices.take(actor) ?? [],
    async startTicking() {
      const { startTicking } = await import('./nudges/ticker.ts')
      const nudges = await open()
      return startTicking(() => nudges.tick(), desk.log)
    },
    /** Delivers what is still owed, and ends. */
    async finish() {
      const nudges = await opening
      await nudges?.deliver()
      await nudges?.stop()
    },
  }
}

/** The name of whoever is at the machine; some containers have users without one. */
const hostUser = () => {
  try {
    return userInfo().username
  } catch {
    return 'guest'
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof RoadmapFaults || error instanceof EnvFaults)) throw error
  const what =
    error instanceof RoadmapFaults ? 'The roadmap files cannot be used' : 'The environment (or .env) cannot be used'
  console.error(`${what}:\n${error.message}`)
  process.exitCode = 1
}
