/** Whether a group can meet in a channel of Slack: looked up only where it matters, because no command tells it. */
import { webApi } from '@slack/bolt'
import type { Address, ChannelCheck, Invocation } from '../../../chat/invocation.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'
import { errorWord } from '../transport/web-error.ts'

type ChannelCheckDeps = { installations: Installations; log: Log }

/** People and conversations with one of them have ids, too; a name that nobody picked from a list is none. */
const channelId = /^[CG][A-Z0-9]+$/

export const createChannelCheck =
  ({ installations, log }: ChannelCheckDeps) =>
  ({ actor, where }: Pick<Invocation, 'actor' | 'where'>) =>
  async ({ workspace, channel }: Address): Promise<ChannelCheck> => {
    const { team, user } = readActorId(actor.id)
    if (workspace !== team || !channelId.test(channel)) return 'not-allowed'
    try {
      const { web } = installations.of(workspace)
      const { channel: found } = await web.conversations.info({ channel })
      if (!found || found.is_archived || found.is_mpim) return 'not-allowed'
      // Also of a public channel: its members write there, and guests are members of few.
      if (!(await hasMember(web, channel, user))) return 'not-allowed'
      return found.is_member ? 'ok' : 'cannot-post'
    } catch (error) {
      // A private channel that the bot is not in does not exist for it; only its members can ask there.
      if (errorWord(error) === 'channel_not_found') return channel === where.channel ? 'cannot-post' : 'not-allowed'
      if (isOfFewPeople(error)) return 'not-allowed'
      log.warn({ err: error }, 'a channel of Slack could not be looked up')
      return 'unknown'
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

export const hasMember = async (web: webApi.WebClient, channel: string, user: string): Promise<boolean> => {
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
