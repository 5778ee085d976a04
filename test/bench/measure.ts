import { Bench } from 'tinybench'

/** Median milliseconds of each of these pieces of work, run in turn. */
export const medians = async <Names extends string>(
  work: Record<Names, () => Promise<unknown> | unknown>,
  { iterations, warmup = 3 }: { iterations: number; warmup?: number },
): Promise<Record<Names, number>> => {
  const bench = new Bench({ time: 0, iterations, warmupTime: 0, warmupIterations: warmup, throws: true })
  for (const [name, piece] of Object.entries(work)) bench.add(name, piece as () => Promise<unknown>)
  await bench.run()
  const of = (name: string) => {
    const result = bench.getTask(name)?.result
    if (!result || !('latency' in result)) throw new Error(`${name} did not run`)
    return [name, result.latency.p50]
  }
  return Object.fromEntries(Object.keys(work).map(of))
}

export const line = (label: string, value: string) => console.log(`  ${label.padEnd(66)} ${value}`)

export const megabytes = (first: number, second: number) => [first / 1e6, second / 1e6] as const

type Shape = { unit?: string; digits?: number; aim?: string }

/** Two figures beside each other and, where something is aimed at, the second as a multiple of the first. */
export const pair = (label: string, [first, second]: readonly [number, number], { unit, digits = 0, aim }: Shape) => {
  const told = (value: number) => [value.toFixed(digits), ...(unit ? [unit] : [])].join(' ')
  line(label, `${told(first)}, ${told(second)}`)
  if (aim) line(`ratio (aim: ${aim})`, (second / first).toFixed(2))
}
