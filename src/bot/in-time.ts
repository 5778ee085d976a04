/** What work comes to, or `slow` when it is not there in time (milliseconds). A bare timer: it is set for every answer. */
export const inTime = <T>(work: Promise<T>, patience: number): Promise<T | 'slow'> =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => done('slow'), patience)
    work.then(done, fail).finally(() => clearTimeout(timer))
  })
