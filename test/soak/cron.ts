/** Stands in for node-cron in the bot's process: what would run every minute runs when the soak says so. */
import type { schedule as realSchedule } from 'node-cron'

type Run = Parameters<typeof realSchedule>[1]

export const schedule = (_expression: string, run: Run) => {
  const tick = async ({ tick: number }: { tick: number }) => {
    // It gets no context: a tick needs none.
    if (typeof run === 'function') await (run as () => unknown)()
    process.send?.({ ticked: number })
  }
  process.on('message', tick)
  return {
    on() {},
    async destroy() {
      process.off('message', tick)
    },
  }
}
