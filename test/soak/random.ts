/** Chance that can be repeated: the same seed makes the same choices, in each stream of them by itself. */
export const createRandom = (seed: number) => {
  let state = seed >>> 0
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(next() * list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  return {
    /** From 0 to 1. */
    next,
    chance: (share: number): boolean => next() < share,
    /** A whole number, both ends included. */
    int: (from: number, to: number): number => from + Math.floor(next() * (to - from + 1)),
    pick,
    /** Some of a list, in another order. */
    some<T>(list: readonly T[], count: number): T[] {
      const left = [...list]
      return Array.from({ length: Math.min(count, left.length) }, () => {
        const [one] = left.splice(Math.floor(next() * left.length), 1)
        return one as T
      })
    },
    /** One of several, in proportion to their weights. */
    weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
      const positive = choices.filter(([weight]) => weight > 0)
      let at = next() * positive.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, choice] of positive) {
        at -= weight
        if (at < 0) return choice
      }
      return pick(positive.map(([, choice]) => choice))
    },
    /** A stream of its own, which others do not disturb. */
    stream: (name: string): Random =>
      createRandom([...name].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed)),
  }
}

export type Random = {
  next(): number
  chance(share: number): boolean
  int(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  some<T>(list: readonly T[], count: number): T[]
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T
  stream(name: string): Random
}
