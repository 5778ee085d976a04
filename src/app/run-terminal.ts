/** Runs the bot in the terminal until the input ends or the process is stopped. */
import { rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { createTerminal } from '../adapters/terminal/terminal.ts'
import { createBot } from '../bot/create-bot.ts'
import type { ActorId } from '../chat/invocation.ts'
import type { NotificationOptions } from '../notifications/deps.ts'
import type { Notifications } from '../notifications/notifications.ts'
import type { OwnedDatabase } from '../store/create-database.ts'
import type { AppDeps } from './app-deps.ts'
import type { Env } from './env.ts'
import { startDatabase } from './start-database.ts'

/** `--demo` uses a database of its own, which is made again each time. */
const demoFile = join(import.meta.dirname, '../../var/demo.db')

type RunTerminalDeps = { env: Env; openStore: (url: string) => OwnedDatabase; stopped: Promise<void>; isDemo: boolean }

export const runTerminal = async (
  appDeps: Omit<AppDeps, 'store'>,
  { env, openStore, stopped, isDemo }: RunTerminalDeps,
): Promise<void> => {
  const { stdin: input, stdout: output } = process
  const { newId, clock, log } = appDeps
  if (isDemo) for (const ending of ['', '-wal', '-shm']) removeFile(`${demoFile}${ending}`)
  const url = isDemo ? `file:${demoFile}` : env.DATABASE_URL
  const store = openStore(url)
  // A terminal that only reads the roadmap makes no database.
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
  const deps = { ...appDeps, store, senders: [terminal] }
  const notifications = lazyNotifications(deps)
  const [roadmap] = appDeps.roadmaps
  if (isDemo && roadmap) {
    const { playDemo } = await import('./demo.ts')
    await playDemo({ roadmap, zone, now: clock(), botDeps: { ...appDeps, store }, deps })
  }
  let isStopped = false
  stopped.then(() => {
    isStopped = true
    return terminal.stop()
  })
  await terminal.start(
    createBot({ ...appDeps, store, notices: notifications, onEnqueued: () => void notifications.deliver() }),
  )
  // Nobody reads a pipe: weekly posts stay pending.
  const ticking = interactive ? await notifications.startTicking() : undefined
  await terminal.ended
  await ticking?.stop()
  // Messages of the last lines are still delivered, unless a signal stops the process.
  if (!isStopped) await notifications.deliverLast()
  await notifications.stop()
  await store.close()
}

/** Loads the notifications with the first message or tick: a terminal that only reads does not wait for them. */
const lazyNotifications = (deps: NotificationOptions) => {
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
    /** Delivers pending messages, if any were enqueued. */
    async deliverLast() {
      await (await opening)?.deliver()
    },
    async stop() {
      await (await opening)?.stop()
    },
  }
}

/** A file that cannot be removed makes the database fail, which reports it. */
const removeFile = (path: string) => {
  try {
    rmSync(path, { force: true })
  } catch {}
}

/** The name of the machine's user; some containers have users without a name. */
const hostUser = () => {
  try {
    return userInfo().username
  } catch {
    return 'guest'
  }
}
