/** The bot as the soak sees it: the program `scripts/start.js` in a process of its own, which is started, ticked, killed and started again. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
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

/** How long a bot that starts may take until it takes ticks, in milliseconds. */
const tickPatience = 5000

/** How long it may take to renew what it holds, in milliseconds. */
const renewPatience = 2000

type Parts = {
  env: Record<string, string>
  clock: MovedClock
  /** Where its log goes, process after process. */
  logFile: string
}

type Child = {
  process: ChildProcess
  /** Whoever waits until it has heard the time. */
  waiting: Map<number, () => void>
  /** Settles when it takes ticks, or has ended. */
  ready: Promise<void>
}

export const createBotProcess = ({ env, clock, logFile }: Parts) => {
  let child: Child | undefined
  let told = 0
  let isEnding = false
  let starts = 0
  let startedAt = 0
  /** Ends that the soak did not ask for. */
  const crashes: string[] = []
  const asked = new WeakSet<ChildProcess>()

  /** Starts it, unless it runs, or has not ended yet: two at once would be two bots. */
  const start = () => {
    if (child || isEnding) return
    const log = openSync(logFile, 'a')
    const started = fork(join(project, 'scripts', 'start.js'), {
      execArgv: ['--import', preload],
      env: { ...process.env, ...nothingElse, ...env, SOAK_AHEAD: String(clock.ahead()) },
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    started.on('error', () => {})
    const [waiting, ready] = [new Map<number, () => void>(), Promise.withResolvers<void>()]
    started.on('message', (message: { heard?: number; isTicking?: boolean }) => {
      if (message.isTicking) ready.resolve()
      waiting.get(message.heard ?? 0)?.()
    })
    started.once('exit', (code, signal) => {
      ready.resolve()
      for (const done of waiting.values()) done()
      if (!asked.has(started)) crashes.push(`ended by itself with ${signal ?? `code ${code}`}`)
      if (child?.process === started) child = undefined
    })
    starts++
    startedAt = clock.now()
    child = { process: started, waiting, ready: ready.promise }
  }

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child?.process
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
    /** By the soak's clock, the last time. */
    startedAt: () => startedAt,
    crashes,
    /**
     * Tells it the time, lets it renew by that what it holds, and then lets a minute's tick come, as soon as it takes one. Settles then,
     * which may be before what the tick does is done; or when nobody takes it.
     */
    async tick(renew: () => Promise<unknown>): Promise<void> {
      const ticking = child
      if (!ticking?.process.connected) return
      const hearing = ++told
      const heard = new Promise<void>((done) => ticking.waiting.set(hearing, done))
      ticking.process.send({ ahead: clock.ahead(), told: hearing }, () => {})
      await within(tickPatience, Promise.all([heard, ticking.ready]))
      ticking.waiting.delete(hearing)
      await within(renewPatience, renew())
      if (child === ticking) ticking.process.send({ ahead: clock.ahead(), isTick: true }, () => {})
    },
  }
}

const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  const late = new AbortController()
  await Promise.race([work, setTimeout(milliseconds, undefined, { signal: late.signal }).catch(() => {})])
  late.abort()
}
