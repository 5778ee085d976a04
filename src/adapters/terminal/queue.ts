/** Does one piece of work after the other: lines that arrive together are answered in their order, whatever becomes of each. */
export type Queue = {
  add(work: () => Promise<void>): void
  /** How many pieces have not begun. */
  waiting(): number
  /** Settles when all that was added is done; never rejects. */
  done(): Promise<void>
}

/** `onError` gets what a piece of work throws; the next one begins all the same. */
export const createQueue = (onError: (error: unknown) => void): Queue => {
  let waiting = 0
  let last: Promise<void> = Promise.resolve()
  return {
    add(work) {
      waiting += 1
      last = last
        .then(() => {
          waiting -= 1
          return work()
        })
        .catch(onError)
    },
    waiting: () => waiting,
    done: () => last,
  }
}
