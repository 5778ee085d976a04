/**
 * Waits for an SQLite file that another process has locked. SQLite itself would wait with the whole process; this waits in JavaScript,
 * so that everybody else is answered meanwhile.
 */
import { isBusy } from './database-errors.ts'

/** Resolves after so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>

/** How long something waits for a locked file altogether, its time in the queue of this process included; in milliseconds. */
const shutdownTimeoutMs = 6000

/** The pause between two attempts doubles from the first to the longest; in milliseconds. */
const [firstPause, maxPauseDays] = [1, 50]

export type LockWait = {
  /** The end of the patience of something that is asked for now. */
  deadline(): number
  /** Runs work again while the file is locked, until the deadline; then throws what SQLite said. */
  retryWhileLocked<T>(work: () => Promise<T>, deadline: number): Promise<T>
}

/** For one connection. Its time is what was waited on it: whoever stands in the queue meanwhile loses patience as well. */
export const createLockWait = (wait: Wait): LockWait => {
  let waited = 0
  return {
    deadline: () => waited + shutdownTimeoutMs,
    async retryWhileLocked(work, deadline) {
      for (let pause = firstPause; ; pause = Math.min(2 * pause, maxPauseDays)) {
        try {
          return await work()
        } catch (error) {
          if (!isBusy(error) || waited >= deadline) throw error
        }
        await wait(pause)
        waited += pause
      }
    },
  }
}
