/** Waits for what a predicate tells, looked at whenever something changes, so that no test has to sleep. */
export const createChanges = () => {
  const watchers = new Set<() => void>()
  const timers = new Set<NodeJS.Timeout>()
  return {
    changed() {
      for (const look of [...watchers]) look()
    },
    waitFor<T>(question: () => T | undefined | false, withinMs = 5000): Promise<T> {
      return new Promise((found, fail) => {
        const stop = () => {
          clearTimeout(timer)
          timers.delete(timer)
          watchers.delete(look)
        }
        const timer = setTimeout(() => {
          stop()
          fail(new Error(`waited ${withinMs} ms in vain for ${question}`))
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
    /** Whoever still waits is forgotten. */
    stop() {
      for (const timer of timers) clearTimeout(timer)
      watchers.clear()
    },
  }
}
