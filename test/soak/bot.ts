/** The bot as the soak sees it: the program `src/start.js` in a process of its own, which is started, ticked, killed and started again. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { MovedClock } from './moved-clock.ts'

const project = join(import.meta.dirname, '..', '..')
const preload = new URL('./in-the-bot.ts', import.meta.url).href

/** What a developer's own .env says must not get in. */
const nothingElse = {
  ...{
    DISCORD_GUILD_ID: '',
    SLACK_SIGNING_SECRET: '',
    PORT: '',
    ROADMAPS_DIR: '',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
  },
}

/** How long a tick may take, in milliseconds. */
const tickPatience = 2000

type Parts = {
  env: Record<string, string>
  clock: MovedClock
  /** Where its log goes, process after process. */
  logFile: string
}

export const createBotProcess = ({ env, clock, logFile }: Parts) => {
  let child: ChildProcess | undefined
  let isEnding = false
  let ticks = 0
  /** Ticks that are under way. */
  const waiting = new Map<number, () => void>()
  let starts = 0
  /** Ends that the soak did not ask for. */
  const crashes: string[] = []
  const asked = new WeakSet<ChildProcess>()

  /** Starts it, unless it runs, or has not ended yet: two at once would be two bots. */
  const start = () => {
    if (child || isEnding) return
    const log = openSync(logFile, 'a')
    const started = fork(join(project, 'src', 'start.js'), {
      execArgv: ['--import', preload],
      env: { ...process.env, ...nothingElse, ...env, SOAK_AHEAD: String(clock.ahead()) },
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    started.on('error', () => {})
    started.on('message', (message: { ticked: number }) => waiting.get(message.ticked)?.())
    started.once('exit', (code, signal) => {
      for (const done of waiting.values()) done()
      if (!asked.has(started)) crashes.push(`ended by itself with ${signal ?? `code ${code}`}`)
      if (child === started) child = undefined
    })
    starts++
    child = started
  }

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child
    if (!ending) return
    asked.add(ending)
    child = undefined
    isEnding = true
    const ended = once(ending, 'exit')
    ending.kill(signal)
    await ended
    isEnding = false
  }

  return {
    start,
    /** Kills it, or asks it to end as a supervisor does. */
    end,
    isRunning: () => child !== undefined,
    starts: () => starts,
    crashes,
    /** Tells it the time and lets a minute's tick come; settles when that is done, or when nobody is there to take it. */
    async tick(): Promise<void> {
      const ticking = child
      if (!ticking?.connected) return
      const tick = ++ticks
      await new Promise<void>((done) => {
        const late = setTimeout(done, tickPatience)
        waiting.set(tick, () => {
          clearTimeout(late)
          done()
        })
        ticking.send({ ahead: clock.ahead(), tick }, (error) => error && waiting.get(tick)?.())
      })
      waiting.delete(tick)
    },
  }
}
