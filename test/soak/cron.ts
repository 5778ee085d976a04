/** Stands in for node-cron in the bot's process: what would run every minute runs when the soak says so. */
import type { schedule as realSchedule } from 'node-cron'

type Run = Parameters<typeof realSchedule>[1]

export const schedule = (_expression: string, run: Run) => {
  const tick = ({ isTick = false }: { isTick?: boolean }) => {
    // It gets no context: a tick needs none.
    if (isTick && typeof run === 'function') (run as () => unknown)()
  }
  process.on('message', tick)
  process.send?.({ isTicking: true })
  return {
    on() {},
    async destroy() {
      process.off('message', tick)
    },
  }
}
