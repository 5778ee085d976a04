/** Ticks: once at the start and then every minute. node-cron catches up with nothing, so it decides nothing. */
import { type ScheduledTask, schedule } from 'node-cron'
import type { Log } from '../bot/log.ts'

/** No tick for so long, in milliseconds, and the clock has been set back: node-cron would wait until it is as late again. */
const mostSilence = 90_000

export const startTicking = (tick: () => Promise<void>, log: Log): { stop(): Promise<void> } => {
  let latest = Promise.resolve()
  let silent = false
  const tickNow = () => {
    silent = false
    latest = tick()
    return latest
  }
  const begin = (): ScheduledTask => {
    const task = schedule('* * * * *', tickNow, {
      // A zone without clock changes: in others, minutes that a change skips or repeats would be lost.
      timezone: 'Etc/UTC',
      noOverlap: true,
      // A tick that comes late, after sleep or a long pause, is as good as one in time.
      missedExecutionTolerance: 59_000,
      suppressMissedWarning: true,
    })
    task.on('execution:failed', ({ execution }) => log.error({ err: execution?.error }, 'a tick failed'))
    return task
  }
  void tickNow()
  let task = begin()
  // This timer does not know of the clock on the wall.
  const watchdog = setInterval(() => {
    if (!silent) {
      silent = true
      return
    }
    log.warn({}, 'no tick came: the clock was changed')
    void task.destroy()
    task = begin()
    void tickNow()
  }, mostSilence)
  return {
    async stop() {
      clearInterval(watchdog)
      await task.destroy()
      await latest
    },
  }
}
