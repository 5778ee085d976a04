/** Checks whether a group can meet in a channel of Slack, by the Web API, because a command does not contain the permissions. */
import { webApi } from '@slack/bolt'
import type { Address, ChannelCheck, Invocation } from '../../../chat/invocation.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'
import { errorWord } from '../transport/web-error.ts'

type ChannelCheckDeps = { installations: Installations; log: Log }

/** A public or private channel; ids of people and of direct messages begin with other letters. */
const channelId = /^[CG][A-Z0-9]+$/

export const createChannelCheck =
  ({ installations, log }: ChannelCheckDeps) =>
  ({ actor, where }: Pick<Invocation, 'actor' | 'where'>) =>
  async ({ workspace, channel }: Address): Promise<ChannelCheck> => {
    const { team, user } = readActorId(actor.id)
    if (workspace !== team || !channelId.test(channel)) return 'not-allowed'
    try {
      const { web } = installations.of(workspace)
      const { channel: info } = await web.conversations.info({ channel })
      if (!info || info.is_archived || info.is_mpim) return 'not-allowed'
      // In public channels too only members can post, and guests are members of few.
      if (!(await hasMember(web, channel, user))) return 'not-allowed'
      return info.is_member ? 'ok' : 'cannot-post'
    } catch (error) {
      // Slack hides a private channel that the bot is not in; a command that was typed there comes from a member.
      if (errorWord(error) === 'channel_not_found') return channel === where.channel ? 'cannot-post' : 'not-allowed'
      if (isGroupDirectMessage(error)) return 'not-allowed'
      log.warn({ err: error }, 'Slack: a channel could not be looked up')
      return 'unknown'
    }
  }

/**
 * A group direct message: the bot has no scope to read about those, and nobody can be added to an existing one.
 */
const isGroupDirectMessage = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError &&
  error.data.error === 'missing_scope' &&
  'needed' in error.data &&
  String(error.data.needed).includes('mpim:read')

/** Slack's largest page. */
const maxMembers = 999

export const hasMember = async (web: webApi.WebClient, channel: string, user: string): Promise<boolean> => {
  let cursor: string | undefined
  do {
    const { members, response_metadata } = await web.conversations.members({
      ...{ channel, limit: maxMembers },
      ...(cursor && { cursor }),
    })
    if (members?.includes(user)) return true
    cursor = response_metadata?.next_cursor
  } while (cursor)
  return false
}
