/** The whole bot with its weekly posts and announcements on one platform, as runPlatforms makes it, at a clock of the test's. */
import { onTestFinished } from 'vitest'
import type { AppDeps } from '../../src/app/app-deps.ts'
import { createBot } from '../../src/bot/create-bot.ts'
import { createLimits } from '../../src/bot/create-limits.ts'
import type { Rate } from '../../src/bot/rate-limit.ts'
import type { MessageSender } from '../../src/chat/message-sender.ts'
import { commands } from '../../src/commands/index.ts'
import { createHome } from '../../src/groups/home.ts'
import { createMemberships } from '../../src/groups/memberships.ts'
import { createOnChannelEvent } from '../../src/groups/on-channel-event.ts'
import { createNotifications } from '../../src/notifications/notifications.ts'
import { greeting } from '../../src/views/greeting.ts'
import { homeCard } from '../../src/views/home.ts'

type PostingParts = Omit<AppDeps, 'commands' | 'random'> & { rate?: Rate | undefined }

export const createPostingBot = (sender: MessageSender, { rate, ...parts }: PostingParts) => {
  const memberships = createMemberships({ ...parts, senders: [sender] })
  const notifications = createNotifications({ ...parts, memberships, senders: [sender], random: () => 0 })
  onTestFinished(() => notifications.stop())
  let owed = Promise.resolve()
  const bot = createBot({
    ...{ ...parts, commands, notices: notifications.warnings, memberships, home: createHome(homeCard) },
    limits: createLimits(rate),
    onChannelEvent: createOnChannelEvent({ ...parts, greet: greeting }),
    onEnqueued: () => {
      owed = notifications.deliver()
    },
  })
  // Known from the bot itself, so that nobody has to wait whether something follows.
  let toFollow = 0
  const { handle } = bot
  bot.handle = async (...asked) => {
    const outcome = await handle(...asked)
    toFollow = outcome.followUps.length
    return outcome
  }
  return {
    notifications,
    bot,
    /** Settles when what the latest change owes is posted. */
    owed: () => owed,
    /** How many private answers follow the latest one. */
    toFollow: () => toFollow,
  }
}
