/** What an error of Slack's Web API means for a post: only what Slack itself says about this channel, workspace or person is a refusal. */
import { webApi } from '@slack/bolt'
import type { DeliveryResult } from '../../../chat/delivery-result.ts'
import type { Instant } from '../../../core/calendar.ts'
import type { BlockReason } from '../../../core/delivery-block.ts'
import { errorWords } from '../../../errors/logged-error.ts'
import { errorWord, neverArrived } from '../transport/web-error.ts'

export type BlockCodes = Readonly<Record<string, BlockReason>>

/** The bot is not in the workspace any more. */
export const removals: readonly string[] = [
  'account_inactive',
  'token_revoked',
  'app_uninstalled',
  'team_access_not_granted',
  'team_not_found',
]

/**
 * Permanent refusals (docs.slack.dev/reference/methods/chat.postMessage). What is not named here passes, or is our own mistake or the
 * host's (such as `missing_scope`), and shows in the log.
 */
export const channelBlocks: BlockCodes = {
  ...Object.fromEntries(removals.map((word) => [word, 'removed' as const])),
  channel_not_found: 'channel-gone',
  not_in_channel: 'no-access',
  is_archived: 'archived',
  restricted_action: 'no-permission',
  restricted_action_read_only_channel: 'no-permission',
  restricted_action_thread_only_channel: 'no-permission',
  restricted_action_non_threadable_channel: 'no-permission',
  restricted_action_thread_locked: 'no-permission',
  no_permission: 'no-permission',
  app_access_restricted: 'no-permission',
  access_denied: 'no-permission',
  ekm_access_denied: 'no-permission',
}

/** A workspace without the bot says nothing about a person in it. */
export const personBlocks: BlockCodes = {
  channel_not_found: 'no-permission',
  user_not_found: 'no-permission',
  user_disabled: 'no-permission',
  cannot_dm_bot: 'no-permission',
}

/** Slack says of these itself that some of it may have been done. */
const doubtful = ['fatal_error', 'internal_error']

type Reading = { refusals: BlockCodes; clock: () => Instant }

export const readError = (error: unknown, { refusals, clock }: Reading): DeliveryResult => {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { failed: 'rate limit', retryAt: clock().add({ seconds: Math.ceil(Math.max(0, error.retryAfter)) }) }
  const word = errorWord(error)
  if (word !== undefined) {
    const refused = Object.hasOwn(refusals, word) ? refusals[word] : undefined
    if (refused) return { refused }
    return doubtful.includes(word) ? { unconfirmed: `Slack: ${word}` } : { failed: `Slack: ${word}` }
  }
  // 503 says that nothing was done; after other failures nobody knows, and there is no key to ask again with.
  if (error instanceof webApi.WebAPIHTTPError) {
    const words = `Slack: HTTP ${error.statusCode}`
    return error.statusCode === 503 || error.statusCode < 500 ? { failed: words } : { unconfirmed: words }
  }
  // The library's only plain error: a rate limit that does not say how long.
  if (error instanceof Error && /^Retry header/.test(error.message)) return { failed: 'rate limit' }
  const words = errorWords(error)
  return neverArrived(error) ? { failed: words } : { unconfirmed: words }
}
