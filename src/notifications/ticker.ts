/** Ticks: once at the start and then every minute, one cycle at a time. node-cron catches up with nothing, so it decides nothing. */
import { type ScheduledTask, schedule } from 'node-cron'
import type { Log } from '../ports/log.ts'
import { createSingleFlight } from './single-flight.ts'

/** No tick for so long, in milliseconds, and the clock has been set back: node-cron would wait until it is as late again. */
const longestSilence = 90_000

export const startTicking = (cycle: () => Promise<void>, log: Log): { stop(): Promise<void> } => {
  let begun = 0
  let [isRunning, isStopped] = [false, false]
  // A minute that comes during a long cycle is made up for when that is over.
  const { run } = createSingleFlight(async () => {
    if (isStopped) return
    begun += 1
    isRunning = true
    await cycle().finally(() => {
      isRunning = false
    })
  })
  let latest = Promise.resolve()
  let isSilent = false
  // Returns at once: a cycle that takes long keeps the timer from nothing, and is no silence.
  const tick = () => {
    isSilent = false
    latest = run().catch((error: unknown) => log.error({ err: error }, 'a cycle failed'))
  }
  const begin = (): ScheduledTask =>
    schedule('* * * * *', tick, {
      // A zone without clock changes: in others, minutes that a change skips or repeats would be lost.
      timezone: 'Etc/UTC',
      // A tick that comes late, after sleep or a long pause, is as good as one in time.
      missedExecutionTolerance: 59_000,
      suppressMissedWarning: true,
    })
  tick()
  let task = begin()
  let begunBefore = 0
  // This timer does not know of the clock on the wall.
  const watchdog = setInterval(() => {
    if (isRunning && begun === begunBefore) log.warn({}, 'a cycle takes long: the next begins when it is over')
    begunBefore = begun
    if (!isSilent) {
      isSilent = true
      return
    }
    log.warn({}, 'no tick came: the clock was changed')
    void task.destroy()
    task = begin()
    tick()
  }, longestSilence)
  return {
    async stop() {
      isStopped = true
      clearInterval(watchdog)
      await task.destroy()
      await latest
    },
  }
}
