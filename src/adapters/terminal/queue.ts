/** Does one piece of work after the other: lines that arrive together are answered in their order. */
export type Queue = {
  add(work: () => Promise<void>): void
  /** How many pieces have not begun. */
  waiting(): number
  /** Settles when all that was added is done; rejects with the first error. */
  done(): Promise<void>
}

export const createQueue = (): Queue => {
  let waiting = 0
  let last: Promise<void> = Promise.resolve()
  return {
    add(work) {
      waiting += 1
      last = last.then(() => {
        waiting -= 1
        return work()
      })
      // Whoever asks for `done` gets the error; until then it is nobody's unhandled rejection.
      last.catch(() => {})
    },
    waiting: () => waiting,
    done: () => last,
  }
}
