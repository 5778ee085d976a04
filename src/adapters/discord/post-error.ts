/** Converts an error of Discord's REST to the result of a delivery: only an answer about this channel or this person is a refusal. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { DeliveryResult, NotSent } from '../../chat/delivery-result.ts'
import type { Instant } from '../../core/calendar.ts'
import type { BlockReason } from '../../core/delivery-block.ts'
import { errorWords } from '../../errors/logged-error.ts'

type BlockCodes = ReadonlyMap<number | string, BlockReason>

/**
 * Permanent refusals (discord.com/developers/docs/topics/opcodes-and-status-codes). Any other code is temporary, or a mistake of the bot
 * that the log shows.
 */
export const channelBlocks: BlockCodes = new Map([
  [10003, 'channel-gone'],
  [10004, 'removed'],
  [50001, 'no-access'],
  [50008, 'no-permission'],
  [50013, 'no-permission'],
  [40058, 'no-permission'],
  [50083, 'archived'],
  [160005, 'archived'],
])

export const personBlocks: BlockCodes = new Map([
  [10013, 'no-permission'],
  [50007, 'no-permission'],
  [50278, 'no-permission'],
])

/** A server's filters of content: they may accept another message. */
const blocked: readonly (number | string)[] = [200000, 240000]

/** Errors before a connection exists: the request cannot have arrived. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

/** The library's message after it has dropped the token: it sends no request. */
const withoutToken = /^Expected token to be set/

type Reading = { refusals: BlockCodes; clock: () => Instant }

export const readError = (error: unknown, { refusals, clock }: Reading): DeliveryResult => {
  if (error instanceof RateLimitError) {
    const retryAt = clock().add({ milliseconds: Math.ceil(Math.max(0, error.retryAfter)) })
    return { failed: 'rate limit', retryAt }
  }
  if (error instanceof DiscordAPIError) {
    const refused = refusals.get(error.code)
    if (refused) return { refused }
    const words = `Discord: ${error.code}`
    return blocked.includes(error.code) ? { rejected: words } : { failed: words }
  }
  // Discord may have posted before it failed: while it remembers the nonce, the request can be repeated.
  if (error instanceof HTTPError) return { unconfirmed: `Discord: ${error.status}` }
  if (error instanceof Error && withoutToken.test(error.message)) return { failed: 'Discord: no token' }
  const words = errorWords(error)
  return unconnected.includes(codeOf(error)) ? { failed: words } : { unconfirmed: words }
}

/** The same for a request that posts nothing: it can always be repeated. */
export const readHarmlessError = (error: unknown, reading: Reading): NotSent => {
  const posted = readError(error, reading)
  if ('unconfirmed' in posted) return { failed: posted.unconfirmed }
  return 'sent' in posted ? { failed: 'no error' } : posted
}

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? codeOf(error.cause) : ''
}
