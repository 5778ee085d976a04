/** Spans of time as people write them. */
import type { Range } from '../core/roadmap.ts'

/** "6-8 weeks", "4 weeks", "1 week". */
export const duration = ({ min, max }: Range, unit: 'week' | 'month'): string =>
  `${range({ min, max })} ${max === 1 ? unit : `${unit}s`}`

/** "6-8", or "4" where both ends are the same. */
export const range = ({ min, max }: Range): string => (min === max ? String(min) : `${min}-${max}`)
