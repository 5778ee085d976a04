/** Ticks: once at the start and then every minute, one cycle at a time. node-cron does not make up for missed ticks, so a cycle looks at due times and not at ticks. */
import { type ScheduledTask, schedule } from 'node-cron'
import type { Log } from '../ports/log.ts'
import { createSingleFlight } from './single-flight.ts'

/** Without a tick for so long, in milliseconds, the clock has been set back: node-cron would wait until the old time comes again. */
const maxSilenceMs = 90_000

export const startTicking = (cycle: () => Promise<void>, log: Log): { stop(): Promise<void> } => {
  let cyclesBegun = 0
  let [isRunning, isStopped] = [false, false]
  // A tick during a long cycle starts the next cycle when that one ends.
  const { run } = createSingleFlight(async () => {
    if (isStopped) return
    cyclesBegun += 1
    isRunning = true
    await cycle().finally(() => {
      isRunning = false
    })
  })
  let latest = Promise.resolve()
  let isSilent = false
  // Returns at once: a long cycle does not hold up the timer, and does not count as silence.
  const tick = () => {
    isSilent = false
    latest = run().catch((error: unknown) => log.error({ err: error }, 'a cycle failed'))
  }
  const begin = (): ScheduledTask =>
    schedule('* * * * *', tick, {
      // A zone without clock changes: in others, minutes that a change skips or repeats would be lost.
      timezone: 'Etc/UTC',
      // A late tick, after sleep or a long pause, counts as well.
      missedExecutionTolerance: 59_000,
      suppressMissedWarning: true,
    })
  tick()
  let task = begin()
  let cyclesBegunBefore = 0
  // This timer does not depend on the system clock.
  const watchdog = setInterval(() => {
    if (isRunning && cyclesBegun === cyclesBegunBefore) log.warn({}, 'a cycle takes long: the next begins when it ends')
    cyclesBegunBefore = cyclesBegun
    if (!isSilent) {
      isSilent = true
      return
    }
    log.warn({}, 'no tick came because the clock was changed: the timer starts again')
    void task.destroy()
    task = begin()
    tick()
  }, maxSilenceMs)
  return {
    async stop() {
      isStopped = true
      clearInterval(watchdog)
      await task.destroy()
      await latest
    },
  }
}
