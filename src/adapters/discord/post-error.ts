/** What an error of Discord's REST means for a post: only what Discord itself says about this channel, or this person, is a refusal. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { DeliveryResult, NotSent } from '../../chat/delivery-result.ts'
import type { Instant } from '../../core/calendar.ts'
import type { BlockReason } from '../../core/delivery-block.ts'
import { errorWords } from '../../errors/logged-error.ts'

type BlockCodes = ReadonlyMap<number | string, BlockReason>

/**
 * Permanent refusals (discord.com/developers/docs/topics/opcodes-and-status-codes). What is not named here passes, or is our own mistake
 * and shows in the log.
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

/** Filters of a server that look at what a message says: another message may pass. */
const blocked: readonly (number | string)[] = [200000, 240000]

/** Errors of a connection that was never made: nothing can have arrived. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

/** The library's words where it has dropped the token, and asks nobody. */
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
  // A server that failed may have failed after it posted: with its nonce, the post can be repeated while Discord remembers that.
  if (error instanceof HTTPError) return { unconfirmed: `Discord: ${error.status}` }
  if (error instanceof Error && withoutToken.test(error.message)) return { failed: 'Discord: no token' }
  const words = errorWords(error)
  return unconnected.includes(codeOf(error)) ? { failed: words } : { unconfirmed: words }
}

/** The same of a request that posts nothing, whatever happened to it. */
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
