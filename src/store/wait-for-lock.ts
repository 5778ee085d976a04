/**
 * Waits for an SQLite file that another process has locked. SQLite itself would wait with the whole process; this waits in JavaScript,
 * so that the process can answer other requests.
 */
import { isBusy } from './database-errors.ts'

/** Resolves after so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>

/** How long something waits for a locked file altogether, its time in the queue of this process included; in milliseconds. */
const lockTimeoutMs = 6000

/** The pause between two attempts doubles from the first to the longest; in milliseconds. */
const [firstPause, maxPause] = [1, 50]

export type LockWait = {
  /** The deadline for work that starts now. */
  deadline(): number
  /** Runs work again while the file is locked, until the deadline; then throws what SQLite said. */
  retryWhileLocked<T>(work: () => Promise<T>, deadline: number): Promise<T>
}

/** For one connection. Time counts only while it waits for the lock, for queued work as well. */
export const createLockWait = (wait: Wait): LockWait => {
  let waited = 0
  return {
    deadline: () => waited + lockTimeoutMs,
    async retryWhileLocked(work, deadline) {
      for (let pause = firstPause; ; pause = Math.min(2 * pause, maxPause)) {
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
