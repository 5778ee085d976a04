/** Runs work one call at a time: a call during a run requests one more run, which begins when the present one ends. */
export type SingleFlight = {
  /** Resolves when no run is requested any more. Rejects with the error of the work; the next call begins anew. */
  run(): Promise<void>
}

export const createSingleFlight = (work: () => Promise<void>): SingleFlight => {
  let running: Promise<void> | undefined
  let requested = false
  const runAll = async () => {
    try {
      while (requested) {
        requested = false
        await work()
      }
    } finally {
      // Here and not in a handler of the promise: a call in between would wait for work that has ended.
      running = undefined
    }
  }
  return {
    run() {
      requested = true
      running ??= runAll()
      return running
    },
  }
}
