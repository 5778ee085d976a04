/** Waits until a question has an answer, which is asked again at every change, so that no test has to sleep. */
type WaitOptions = { what?: string; withinMs?: number }

export const createChanges = () => {
  const watchers = new Set<() => void>()
  const timers = new Set<NodeJS.Timeout>()
  return {
    changed() {
      for (const look of [...watchers]) look()
    },
    /** Resolves with the first answer that is neither undefined nor false. On giving up, the error names `what`, or the question's own code. */
    waitFor<T>(
      question: () => T | undefined | false,
      { what = String(question), withinMs = 5000 }: WaitOptions = {},
    ): Promise<T> {
      return new Promise((found, fail) => {
        const stop = () => {
          clearTimeout(timer)
          timers.delete(timer)
          watchers.delete(look)
        }
        const timer = setTimeout(() => {
          stop()
          fail(new Error(`waited ${withinMs} ms in vain for: ${what}`))
        }, withinMs)
        timers.add(timer)
        const look = () => {
          const answer = question()
          if (answer === undefined || answer === false) return
          stop()
          found(answer)
        }
        watchers.add(look)
        look()
      })
    },
    /** Ends all waiting without an answer. */
    stop() {
      for (const timer of timers) clearTimeout(timer)
      watchers.clear()
    },
  }
}
