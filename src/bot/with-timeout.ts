/** The result of work, or `timeout` if it takes longer (milliseconds). A bare timer, because it is set for every answer. */
export const withTimeout = <T>(work: Promise<T>, timeoutMs: number): Promise<T | 'timeout'> =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => done('timeout'), timeoutMs)
    work.then(done, fail).finally(() => clearTimeout(timer))
  })
