/** One platform's deliveries, one after the other; what becomes due in between is looked at before it rests. */
export type Courier = {
  /** Delivers what is due; settles when nothing is due any more. */
  go(): Promise<void>
}

export const createCourier = (deliver: () => Promise<void>): Courier => {
  let running: Promise<void> | undefined
  let wanted = false
  const run = async () => {
    while (wanted) {
      wanted = false
      await deliver()
    }
    // At once, and not when somebody hears of the end: whoever comes in between would wait for a delivery that is over.
    running = undefined
  }
  return {
    go() {
      wanted = true
      running ??= run()
      return running
    },
  }
}
