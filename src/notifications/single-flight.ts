/** Work that never runs twice at once: whoever asks while it runs gets one more run, which begins when the present one is over. */
export type SingleFlight = {
  /** Resolves when nothing is wanted any more; rejects with what the work threw, and the next call begins anew. */
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
      // Here and not in a handler of the promise: whoever comes in between would wait for work that is over.
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
