/** The bot in the terminal: until the input ends, or the process is stopped. */
import { rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { createTerminal } from '../adapters/terminal/terminal.ts'
import { createBot } from '../bot/bot.ts'
import type { ActorId } from '../chat/invocation.ts'
import type { NotificationOptions as NudgesParts } from '../notifications/deps.ts'
import type { Notifications } from '../notifications/notifications.ts'
import type { OwnedDatabase } from '../store/create-database.ts'
import type { AppDeps } from './app-deps.ts'
import type { Env } from './env.ts'
import { startDatabase } from './start-database.ts'

/** The sample group of `--demo` has a database of its own, made anew each time. */
const demoFile = join(import.meta.dirname, '../../var/demo.db')

type RunTerminalDeps = { env: Env; openStore: (url: string) => OwnedDatabase; stopped: Promise<void>; isDemo: boolean }

export const runTerminal = async (
  parts: Omit<AppDeps, 'store'>,
  { env, openStore, stopped, isDemo }: RunTerminalDeps,
): Promise<void> => {
  const { stdin: input, stdout: output } = process
  const { newId, clock, log } = parts
  if (isDemo) for (const ending of ['', '-wal', '-shm']) removeFile(`${demoFile}${ending}`)
  const url = isDemo ? `file:${demoFile}` : env.DATABASE_URL
  const store = openStore(url)
  // Whoever only reads the roadmap gets no database.
  if (isDemo || store.exists()) await startDatabase(store, url)
  const zone = Temporal.Now.timeZoneId()
  const interactive = input.isTTY && output.isTTY
  const terminal = createTerminal({
    input,
    output,
    interactive,
    colours: interactive && env.NO_COLOR === undefined && output.getColorDepth() > 1,
    width: () => Math.min(Math.max(output.columns || 80, 20), 100),
    userName: hostUser(),
    zone,
    newId,
    log,
    ...(isDemo && {
      note: 'A sample group is here: try leaderboard, group show, group post, @ben week, or @chen why streak.',
    }),
  })
  const deps = { ...parts, store, senders: [terminal] }
  const nudges = lazyNudges(deps)
  const [roadmap] = parts.roadmaps
  if (isDemo && roadmap) {
    const { playDemo } = await import('./demo.ts')
    await playDemo({ roadmap, zone, now: clock(), talk: { ...parts, store }, deps })
  }
  let isStopped = false
  stopped.then(() => {
    isStopped = true
    return terminal.stop()
  })
  await terminal.start(createBot({ ...parts, store, notices: nudges, onEnqueued: () => void nudges.deliver() }))
  // In a pipe nobody reads along: weekly posts wait for somebody who does.
  const ticking = interactive ? await nudges.startTicking() : undefined
  await terminal.ended
  await ticking?.stop()
  // What the last lines owe still comes; who stops the process has no time for that.
  if (!isStopped) await nudges.deliverLast()
  await nudges.stop()
  await store.close()
}

/** The nudges, loaded with the first that is owed or the first tick: whoever only reads never waits for them. */
const lazyNudges = (deps: NudgesParts) => {
  let opening: Promise<Notifications> | undefined
  let opened: Notifications | undefined
  const open = (): Promise<Notifications> => {
    opening ??= import('../notifications/notifications.ts').then(({ createNotifications }) => {
      opened = createNotifications(deps)
      return opened
    })
    return opening
  }
  return {
    deliver: async () => (await open()).deliver(),
    take: async (actor: ActorId) => opened?.warnings.take(actor) ?? [],
    async startTicking() {
      const { startTicking } = await import('../notifications/ticker.ts')
      const notifications = await open()
      return startTicking(() => notifications.runCycle(), deps.log)
    },
    /** Delivers what was owed meanwhile, if anything was. */
    async deliverLast() {
      await (await opening)?.deliver()
    },
    async stop() {
      await (await opening)?.stop()
    },
  }
}

/** What cannot be removed is in the way of the database, which says so. */
const removeFile = (path: string) => {
  try {
    rmSync(path, { force: true })
  } catch {}
}

/** The name of whoever is at the machine; some containers have users without one. */
const hostUser = () => {
  try {
    return userInfo().username
  } catch {
    return 'guest'
  }
}
