/** Posts that nobody asked for just now: without hidden repetitions, because Slack recognizes no repeated post. */
import { webApi } from '@slack/bolt'
import type { ActorId, Address } from '../../bot/invocation.ts'
import { errorWords } from '../../bot/logged-error.ts'
import type { Posted } from '../../bot/posted.ts'
import type { Instant } from '../../core/calendar.ts'
import type { RefusalKind } from '../../core/refusal.ts'
import type { Card } from './card.ts'
import type { Installations } from './installations.ts'
import { readActorId } from './invocation.ts'
import { errorWord, neverArrived } from './web-error.ts'

type Parts = { installations: Installations; clock: () => Instant; onTokenRefused: () => void }

export const createPosting = ({ installations, clock, onTokenRefused }: Parts) => {
  /** Channels that Slack wants left alone, and until when: the others go on. */
  const quiet = new Map<string, Instant>()

  const send = async (team: string, channel: string, card: Card): Promise<Posted> => {
    const installation = installations.find(team)
    if (!installation) return { refused: 'removed' }
    const place = `${team} ${channel}`
    const retryAt = quiet.get(place)
    if (retryAt && retryAt.epochMilliseconds > clock().epochMilliseconds) return { failed: 'rate limit', retryAt }
    quiet.delete(place)
    try {
      const { ts = '' } = await installation.posts.chat.postMessage({
        ...{ ...card, channel, parse: 'none', unfurl_links: false, unfurl_media: false },
      } as webApi.ChatPostMessageArguments)
      return { sent: ts }
    } catch (error) {
      const posted = readError(error, clock)
      if ('failed' in posted && posted.retryAt) quiet.set(place, posted.retryAt)
      if (['invalid_auth', 'not_authed'].includes(errorWord(error) ?? '')) onTokenRefused()
      return posted
    }
  }

  return {
    post: ({ workspace, channel }: Address, card: Card) => send(workspace, channel, card),
    /** Slack takes a person for a channel, and means their direct messages. */
    direct(to: ActorId, card: Card): Promise<Posted> {
      const { team, user } = readActorId(to)
      return send(team, user, card)
    },
  }
}

export type Posting = ReturnType<typeof createPosting>

/** Permanent refusals (docs.slack.dev/reference/methods/chat.postMessage). What is not named here passes, or is our own mistake and shows in the log. */
const refusals: Record<string, RefusalKind> = {
  channel_not_found: 'channel-gone',
  not_in_channel: 'no-access',
  is_archived: 'archived',
  account_inactive: 'removed',
  token_revoked: 'removed',
  team_access_not_granted: 'removed',
  team_not_found: 'removed',
  restricted_action: 'no-permission',
  restricted_action_read_only_channel: 'no-permission',
  restricted_action_thread_only_channel: 'no-permission',
  restricted_action_non_threadable_channel: 'no-permission',
  restricted_action_thread_locked: 'no-permission',
  no_permission: 'no-permission',
  missing_scope: 'no-permission',
  app_access_restricted: 'no-permission',
  access_denied: 'no-permission',
  ekm_access_denied: 'no-permission',
  messages_tab_disabled: 'no-permission',
  user_not_found: 'no-permission',
  user_disabled: 'no-permission',
  cannot_dm_bot: 'no-permission',
}

/** Slack says of these itself that some of it may have been done. */
const doubtful = ['fatal_error', 'internal_error']

const readError = (error: unknown, clock: () => Instant): Posted => {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { failed: 'rate limit', retryAt: clock().add({ seconds: Math.ceil(Math.max(0, error.retryAfter)) }) }
  const word = errorWord(error)
  if (word !== undefined) {
    const refused = refusals[word]
    if (refused) return { refused }
    return doubtful.includes(word) ? { unknown: `Slack: ${word}` } : { failed: `Slack: ${word}` }
  }
  // 503 says that nothing was done; after other failures nobody knows, and there is no key to ask again with.
  if (error instanceof webApi.WebAPIHTTPError) {
    const words = `Slack: HTTP ${error.statusCode}`
    return error.statusCode === 503 || error.statusCode < 500 ? { failed: words } : { unknown: words }
  }
  // The library's only plain error: a rate limit that does not say how long.
  if (error instanceof Error && /^Retry header/.test(error.message)) return { failed: 'rate limit' }
  const words = errorWords(error)
  return neverArrived(error) ? { failed: words } : { unknown: words }
}
