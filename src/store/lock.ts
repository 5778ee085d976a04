/** A lock that is handed on in the order in which it was asked for. */

/** Resolves when it is the caller's turn, with the function that ends the turn. */
export type TakeTurn = () => Promise<() => void>

export const createLock = (): TakeTurn => {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = last
    last = promise
    await before
    return resolve
  }
}
