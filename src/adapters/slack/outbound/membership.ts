/** Whether somebody is still in a workspace of Slack; of guests, strangers, and a private channel, whether they are in the channel. */
import type { webApi } from '@slack/bolt'
import type { ActorId, Address } from '../../../chat/invocation.ts'
import type { Membership } from '../../../chat/message-sender.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'
import { errorWord } from '../transport/web-error.ts'
import { hasMember } from './channel-check.ts'

type Parts = { installations: Installations; log: Log }

/** Slack's own words for somebody who is not there; a workspace without the bot says nothing about a person in it. */
const absences: readonly (string | undefined)[] = ['user_not_found', 'users_not_found', 'user_not_visible']

export const checkMembership = async (
  person: ActorId,
  { workspace, channel }: Pick<Address, 'workspace' | 'channel'>,
  { installations, log }: Parts,
): Promise<Membership> => {
  const { team, user } = readActorId(person)
  const web = installations.find(workspace)?.web
  if (!web || team !== workspace) return 'unknown'
  try {
    const [{ user: found }, place] = await Promise.all([web.users.info({ user }), channelOf(web, channel)])
    if (!found) return 'unknown'
    if (found.deleted) return 'gone'
    const { is_restricted, is_ultra_restricted, is_stranger, team_id = team } = found
    const isGuest = is_restricted || is_ultra_restricted || is_stranger || team_id !== team
    // Nobody is a member of an archived channel.
    if (place?.is_archived || !(isGuest || place?.is_private)) return 'member'
    if (!place) return 'unknown'
    return (await hasMember(web, channel, user)) ? 'member' : 'gone'
  } catch (error) {
    if (absences.includes(errorWord(error))) return 'gone'
    log.warn({ err: error }, 'Slack does not tell whether somebody is in a workspace')
    return 'unknown'
  }
}

/** Undefined for a private channel that the bot is not in: it does not exist for it. */
const channelOf = async (web: webApi.WebClient, channel: string) => {
  try {
    return (await web.conversations.info({ channel })).channel
  } catch (error) {
    if (errorWord(error) === 'channel_not_found') return undefined
    throw error
  }
}
