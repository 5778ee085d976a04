/** Whether the bot is missing from a channel, and so cannot post there: looked up only where it matters, because no command tells it. */
import type { Address } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import type { Installations } from './installations.ts'
import { errorWord } from './web-error.ts'

type Parts = { installations: Installations; log: Log }

/** Never rejects: what cannot be looked up is taken for well, and the next post will tell. */
export const createMembership =
  ({ installations, log }: Parts) =>
  async ({ workspace, channel }: Address): Promise<boolean> => {
    try {
      const found = await installations.of(workspace)?.web.conversations.info({ channel })
      return found?.channel?.is_member === false
    } catch (error) {
      // A private channel that the bot is not in does not exist for it.
      if (errorWord(error) === 'channel_not_found') return true
      log.warn({ err: error }, 'it could not be looked up whether the bot is in a channel of Slack')
      return false
    }
  }
