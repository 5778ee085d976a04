/** Ticks: once at the start and then every minute. node-cron catches up with nothing (platform-facts 6), so it decides nothing. */
import { schedule } from 'node-cron'
import type { Log } from '../bot/log.ts'

export const startTicking = (tick: () => Promise<void>, log: Log): { stop(): Promise<void> } => {
  const first = tick()
  const task = schedule('* * * * *', tick, {
    // A zone without clock changes: in others, minutes that a change skips or repeats would be lost.
    timezone: 'Etc/UTC',
    noOverlap: true,
    // A tick that comes late, after sleep or a long pause, is as good as one in time.
    missedExecutionTolerance: 59_000,
    suppressMissedWarning: true,
  })
  task.on('execution:failed', ({ execution }) => log.error({ err: execution?.error }, 'a tick failed'))
  return {
    async stop() {
      await task.destroy()
      await first
    },
  }
}
