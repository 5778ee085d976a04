/** People who ask a program: one at a time, or many. */
import type { Program } from './program.ts'

export const concurrency = 32

const oneByOne = 500

/** The median of so many, one at a time; in milliseconds. */
export const latencyOf = async (ask: () => Promise<unknown>): Promise<number> => {
  const took: number[] = []
  for (let at = 0; at < oneByOne; at++) {
    const before = process.hrtime.bigint()
    await ask()
    took.push(Number(process.hrtime.bigint() - before) / 1e6)
  }
  return medianOf(took)
}

const rateOf = async (count: number, ask: (at: number) => Promise<unknown>): Promise<number> => {
  let at = 0
  const before = process.hrtime.bigint()
  const worker = async () => {
    while (at < count) await ask(at++)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return count / (Number(process.hrtime.bigint() - before) / 1e9)
}

/** How many a second, and what each takes of the processors in microseconds: of the program's, and of whoever asks. */
export const roundOf = async (program: Program, count: number, ask: (at: number) => Promise<unknown>) => {
  const [before, { user, system }] = [program.busy(), process.cpuUsage()]
  const rate = await rateOf(count, ask)
  const own = process.cpuUsage({ user, system })
  return { rate, busy: (program.busy() - before) / count, driver: (own.user + own.system) / count }
}

export type Round = Awaited<ReturnType<typeof roundOf>>

export const middleOf = (rounds: readonly Round[], of: keyof Round) => medianOf(rounds.map((round) => round[of]))

export const medianOf = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
