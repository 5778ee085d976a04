/** Makes the limits of the bot; apart from their types, because a terminal without limits does not load the cache. */
import { type Limits, withoutLimits } from './limits.ts'
import { createPublicLimit } from './public-limit.ts'
import { createRateLimit, type Rate } from './rate-limit.ts'

export const createLimits = (rate: Rate | undefined): Limits =>
  rate ? { commands: createRateLimit(rate), publicAnswers: createPublicLimit() } : withoutLimits
