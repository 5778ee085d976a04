const epoch = 1_420_070_400_000n

/** Makes ids as Discord does: rising, unique, and telling when they were made. */
export const createSnowflakes = (clock: () => number) => {
  let last = 0n
  return (): string => {
    const now = (BigInt(Math.floor(clock())) - epoch) << 22n
    last = now > last ? now : last + 1n
    return String(last)
  }
}

export const isSnowflake = (text: unknown): text is string => typeof text === 'string' && /^\d{17,20}$/.test(text)
