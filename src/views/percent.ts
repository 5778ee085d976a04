/** How much of something is done, in percent: the one place where exact sums are rounded (design 4.1). */
import type { Progress } from '../core/progress.ts'

/**
 * "22%", and "<1%" above 0. It is rounded down, once, so that it never tells more than was done; "100%" is only what is complete.
 * Decimals are for explanations.
 */
export const percent = ({ earned, available, finished }: Progress, decimals: 0 | 2 = 0): string => {
  if (finished) return '100%'
  const steps = 10 ** decimals
  const exact = available === 0 ? 0 : (100 * steps * earned) / available
  const rounded = Math.min(Math.floor(exact), 100 * steps - 1)
  return rounded === 0 && earned > 0 ? `<${1 / steps}%` : `${rounded / steps}%`
}

/** For a bar, from 0 to 1: full only when everything is done. */
export const shareOf = ({ earned, available, finished }: Progress): number => {
  if (finished) return 1
  return available === 0 ? 0 : Math.min(earned / available, 0.99)
}
