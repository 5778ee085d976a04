/** Asks Slack whether the bot, or a person, is still in a workspace or a channel. */
import type { webApi } from '@slack/bolt'
import type { ActorId, Address } from '../../../chat/invocation.ts'
import type { Membership, Removal } from '../../../chat/message-sender.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'
import { errorWord } from '../transport/web-error.ts'
import { hasMember } from './channel-check.ts'
import { removals } from './post-error.ts'

type MembershipDeps = { installations: Installations; log: Log }

/** Slack's codes for a person who is not in the workspace; an error about the bot says nothing about the person. */
const absences: readonly (string | undefined)[] = ['user_not_found', 'users_not_found', 'user_not_visible']

export const checkMembership = async (
  person: ActorId,
  { workspace, channel }: Pick<Address, 'workspace' | 'channel'>,
  { installations, log }: MembershipDeps,
): Promise<Membership> => {
  const { team, user } = readActorId(person)
  const web = installations.find(workspace)?.web
  if (!web || team !== workspace) return 'unknown'
  try {
    const [{ user: account }, info] = await Promise.all([web.users.info({ user }), channelOf(web, channel)])
    if (!account) return 'unknown'
    if (account.deleted) return 'gone'
    const { is_restricted, is_ultra_restricted, is_stranger, team_id = team } = account
    const isGuest = is_restricted || is_ultra_restricted || is_stranger || team_id !== team
    // Nobody is a member of an archived channel.
    if (info?.is_archived || !(isGuest || info?.is_private)) return 'member'
    if (!info) return 'unknown'
    return (await hasMember(web, channel, user)) ? 'member' : 'gone'
  } catch (error) {
    if (absences.includes(errorWord(error))) return 'gone'
    log.warn({ err: error }, 'Slack: a membership could not be looked up')
    return 'unknown'
  }
}

/** Undefined for a private channel that the bot is not in: Slack hides it. */
const channelOf = async (web: webApi.WebClient, channel: string) => {
  try {
    return (await web.conversations.info({ channel })).channel
  } catch (error) {
    if (errorWord(error) === 'channel_not_found') return undefined
    throw error
  }
}

/** Asks with the token of the workspace, or with its last token in this process. */
export const confirmRemoved = async (
  { workspace, channel }: Address,
  { installations }: { installations: Installations },
): Promise<Removal> => {
  const installation = installations.find(workspace) ?? installations.former(workspace)
  if (!installation) return 'unknown'
  try {
    const { channel: info } = await installation.web.conversations.info({ channel })
    // Nobody is a member of an archived channel: the next post tells its organizers that it is archived.
    return info?.is_member === false && !info.is_archived ? 'removed' : 'present'
  } catch (error) {
    const word = errorWord(error)
    // Slack hides a private channel that the bot is not in.
    return word === 'channel_not_found' || removals.includes(word ?? '') ? 'removed' : 'unknown'
  }
}
