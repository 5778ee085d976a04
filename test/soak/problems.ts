/** What is wrong, in the order in which it was found. */
import type { MovedClock } from './moved-clock.ts'

export const createProblems = (clock: MovedClock) => {
  const all: string[] = []
  return {
    all,
    say(problem: string) {
      all.push(`${clock.instant().toString({ smallestUnit: 'second' })} ${problem}`)
    },
  }
}

export type Problems = ReturnType<typeof createProblems>
