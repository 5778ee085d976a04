/**
 * Waits for an SQLite file that another process has locked. SQLite itself would wait with the whole process; this waits in JavaScript,
 * so that everybody else is answered meanwhile.
 */
import { setTimeout } from 'node:timers/promises'
import { isBusy } from './failures.ts'

/** Time as the store needs it: milliseconds that only go forward, and a pause of so many. */
export type Waiting = { now(): number; wait(milliseconds: number): Promise<void> }

export const realWaiting: Waiting = {
  now: () => performance.now(),
  wait: (milliseconds) => setTimeout(milliseconds),
}

/** How long something waits for a locked file altogether, its time in the queue of this process included; in milliseconds. */
const mostPatience = 6000

/** The pause between two attempts doubles from the first to the longest; in milliseconds. */
const [firstPause, longestPause] = [1, 50]

export type Patience = {
  /** The time at which something that is asked for now gives up. */
  deadline(): number
  /** Runs work again while the file is locked, until the deadline; then throws what SQLite said. */
  patiently<T>(work: () => Promise<T>, deadline: number): Promise<T>
}

export const createPatience = ({ now, wait }: Waiting): Patience => ({
  deadline: () => now() + mostPatience,
  async patiently(work, deadline) {
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        return await work()
      } catch (error) {
        if (!isBusy(error) || now() >= deadline) throw error
      }
      await wait(pause)
    }
  },
})
