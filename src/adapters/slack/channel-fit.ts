/** Whether a group can meet in a channel, and the bot post there: looked up only where it matters, because no command tells it. */
import { webApi } from '@slack/bolt'
import type { Fit, Invocation } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import type { Installations } from './installations.ts'
import { readActorId } from './invocation.ts'
import { errorWord } from './web-error.ts'

type Parts = { installations: Installations; log: Log }

/** People and conversations with one of them have ids, too; a name that nobody picked from a list is none. */
const channelId = /^[CG][A-Z0-9]+$/

/** Never rejects. Of the channel where it is asked, what cannot be looked up is taken for well, and the next post will tell. */
export const createChannelFit =
  ({ installations, log }: Parts) =>
  ({ actor, where }: Pick<Invocation, 'actor' | 'where'>) =>
  async (channel: string): Promise<Fit> => {
    if (!channelId.test(channel)) return 'unfit'
    const isHere = channel === where.channel
    try {
      const { web } = installations.of(where.workspace)
      const { channel: found } = await web.conversations.info({ channel })
      if (found?.is_archived || found?.is_mpim) return 'unfit'
      // Whoever asks in a channel sees it; a public one is there for everybody.
      const isHidden = found?.is_private && !isHere && !(await hasMember(web, channel, readActorId(actor.id).user))
      if (isHidden) return 'unfit'
      return found?.is_member === false ? 'mute' : 'fine'
    } catch (error) {
      // A private channel that the bot is not in does not exist for it.
      if (errorWord(error) === 'channel_not_found') return isHere ? 'mute' : 'unfit'
      if (isOfFewPeople(error)) return 'unfit'
      log.warn({ err: error }, 'a channel of Slack could not be looked up')
      return isHere ? 'fine' : 'unsure'
    }
  }

/**
 * A conversation of a few people: the bot asks for no scope to look into those, and neither it nor anybody else can be added to one
 * that is under way.
 */
const isOfFewPeople = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError &&
  error.data.error === 'missing_scope' &&
  'needed' in error.data &&
  String(error.data.needed).includes('mpim:read')

/** As many at once as Slack gives. */
const mostMembers = 999

const hasMember = async (web: webApi.WebClient, channel: string, user: string): Promise<boolean> => {
  let cursor: string | undefined
  do {
    const { members, response_metadata } = await web.conversations.members({
      ...{ channel, limit: mostMembers },
      ...(cursor && { cursor }),
    })
    if (members?.includes(user)) return true
    cursor = response_metadata?.next_cursor
  } while (cursor)
  return false
}
