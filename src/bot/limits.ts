/** What one person may ask of a bot that others use as well (design 5, `RATE_LIMIT`). */
import { createPublicLimit, type PublicLimit, publicWithoutLimit } from './public-limit.ts'
import { createRateLimit, type Rate, type RateLimit, unlimited } from './rate-limit.ts'

export type Limits = { commands: RateLimit; publicAnswers: PublicLimit }

export const withoutLimits: Limits = { commands: unlimited, publicAnswers: publicWithoutLimit }

export const createLimits = (rate: Rate | undefined): Limits =>
  rate ? { commands: createRateLimit(rate), publicAnswers: createPublicLimit() } : withoutLimits
