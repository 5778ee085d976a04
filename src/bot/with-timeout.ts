/** What work comes to, or `slow` when it is not there in time (milliseconds). A bare timer: it is set for every answer. */
export const withTimeout = <T>(work: Promise<T>, timeoutMs: number): Promise<T | 'timeout'> =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => done('timeout'), timeoutMs)
    work.then(done, fail).finally(() => clearTimeout(timer))
  })
