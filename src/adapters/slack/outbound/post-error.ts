/** Converts an error of Slack's Web API to the result of a delivery: only an answer about this channel, workspace or person is a refusal. */
import { webApi } from '@slack/bolt'
import type { DeliveryResult } from '../../../chat/delivery-result.ts'
import type { Instant } from '../../../core/calendar.ts'
import type { BlockReason } from '../../../core/delivery-block.ts'
import { errorWords } from '../../../errors/logged-error.ts'
import { errorWord, neverArrived } from '../transport/web-error.ts'

export type BlockCodes = Readonly<Record<string, BlockReason>>

/** Codes for a workspace that has removed the bot. */
export const removals: readonly string[] = [
  'account_inactive',
  'token_revoked',
  'app_uninstalled',
  'team_access_not_granted',
  'team_not_found',
]

/**
 * Permanent refusals (docs.slack.dev/reference/methods/chat.postMessage). Any other code is temporary, or a mistake of the bot or the
 * operator (such as `missing_scope`) that the log shows.
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

/** Codes about a person; an error about the bot says nothing about the person. */
export const personBlocks: BlockCodes = {
  channel_not_found: 'no-permission',
  user_not_found: 'no-permission',
  user_disabled: 'no-permission',
  cannot_dm_bot: 'no-permission',
}

/** Codes after which Slack may have posted the message. */
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
  // 503 means that nothing was done; after another failure nobody knows, and Slack has no idempotency key for a repetition.
  if (error instanceof webApi.WebAPIHTTPError) {
    const words = `Slack: HTTP ${error.statusCode}`
    return error.statusCode === 503 || error.statusCode < 500 ? { failed: words } : { unconfirmed: words }
  }
  // The library throws a plain error only at a rate limit without a time.
  if (error instanceof Error && /^Retry header/.test(error.message)) return { failed: 'rate limit' }
  const words = errorWords(error)
  return neverArrived(error) ? { failed: words } : { unconfirmed: words }
}
