/** The whole bot with its weekly posts and announcements on one platform, as runPlatforms makes it, at a clock of the test's. */
import { onTestFinished } from 'vitest'
import { createBot } from '../../src/bot/bot.ts'
import type { PostOffice } from '../../src/bot/chat-adapter.ts'
import { createLimits } from '../../src/bot/limits.ts'
import type { Rate } from '../../src/bot/rate-limit.ts'
import { commands } from '../../src/commands/index.ts'
import { createHappened } from '../../src/groups/happened.ts'
import { createHome } from '../../src/groups/home.ts'
import { createMemberships } from '../../src/groups/memberships.ts'
import { createNudges } from '../../src/nudges/nudges.ts'
import type { Parts } from '../../src/parts.ts'
import { greeting } from '../../src/views/greeting.ts'
import { homeCard } from '../../src/views/home.ts'

type PostingParts = Omit<Parts, 'commands' | 'chance'> & { rate?: Rate | undefined }

export const createPostingBot = (office: PostOffice, { rate, ...parts }: PostingParts) => {
  const memberships = createMemberships({ ...parts, offices: [office] })
  const nudges = createNudges({ ...parts, memberships, offices: [office], chance: () => 0 })
  onTestFinished(() => nudges.stop())
  let owed = Promise.resolve()
  const bot = createBot({
    ...{ ...parts, commands, notices: nudges.notices, memberships, home: createHome(homeCard) },
    limits: createLimits(rate),
    happened: createHappened({ ...parts, greet: greeting }),
    onOwed: () => {
      owed = nudges.deliver()
    },
  })
  // Known from the bot itself, so that nobody has to wait whether something follows.
  let toFollow = 0
  const { handle } = bot
  bot.handle = async (...asked) => {
    const outcome = await handle(...asked)
    toFollow = outcome.asides.length
    return outcome
  }
  return {
    nudges,
    bot,
    /** Settles when what the latest change owes is posted. */
    owed: () => owed,
    /** How many private answers follow the latest one. */
    toFollow: () => toFollow,
  }
}
