/** Posts that nobody asked for just now, by REST: with a nonce, so that a repeated one is recognized, and without hidden repetitions. */
import { createHash } from 'node:crypto'
import { DiscordAPIError, HTTPError, RateLimitError, REST, Routes } from 'discord.js'
import type { ActorId, Address } from '../../bot/invocation.ts'
import { errorWords } from '../../bot/logged-error.ts'
import type { Posted } from '../../bot/posted.ts'
import type { Instant } from '../../core/calendar.ts'
import type { RefusalKind } from '../../core/refusal.ts'
import type { Card } from './card.ts'
import { longestNonce } from './limits.ts'

/** Discord recognizes a nonce for "a few minutes"; in seconds, with a lease and two ticks inside. */
export const remembersNonces = 170

/** How long Discord may take for a request, in milliseconds: two take less than whoever delivers waits. */
const timeout = 9000

/** A client of its own: it repeats nothing by itself, and gives up at a rate limit instead of waiting. */
export const createPostRest = (api: string, token: string): REST =>
  new REST({ api, retries: 0, timeout, rejectOnRateLimit: () => true }).setToken(token)

const nonceOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, longestNonce)

type Parts = { rest: REST; clock: () => Instant }

export const postCard = async (
  { channel, workspace }: Address,
  card: Card,
  key: string,
  parts: Parts,
): Promise<Posted> => {
  try {
    return await send(channel, card, key, parts.rest)
  } catch (error) {
    const posted = readError(error, parts.clock)
    // A server that the bot was removed from looks like a channel that it may not see.
    const isGone = 'refused' in posted && ['no-access', 'channel-gone'].includes(posted.refused)
    if (isGone && workspace !== '' && !(await isIn(workspace, parts.rest))) return { refused: 'removed' }
    return posted
  }
}

export const directCard = async (to: ActorId, card: Card, key: string, { rest, clock }: Parts): Promise<Posted> => {
  const body = { recipient_id: to.slice(to.indexOf(':') + 1) }
  let channel: { id: string }
  try {
    channel = (await rest.post(Routes.userChannels(), { body })) as { id: string }
  } catch (error) {
    // Nothing was posted yet, whatever happened.
    const posted = readError(error, clock)
    return 'unknown' in posted ? { failed: posted.unknown } : posted
  }
  try {
    return await send(channel.id, card, key, rest)
  } catch (error) {
    return readError(error, clock)
  }
}

const send = async (channel: string, card: Card, key: string, rest: REST): Promise<Posted> => {
  const body = { ...card, nonce: nonceOf(key), enforce_nonce: true }
  const message = (await rest.post(Routes.channelMessages(channel), { body })) as { id: string }
  return { sent: message.id }
}

/** Permanent refusals (discord.com/developers/docs/topics/opcodes-and-status-codes). What is not named here passes, or is our own mistake and shows in the log. */
const refusals = new Map<number | string, RefusalKind>([
  [10003, 'channel-gone'],
  [10004, 'removed'],
  [10013, 'no-access'],
  [50001, 'no-access'],
  [50007, 'no-permission'],
  [50008, 'no-permission'],
  [50013, 'no-permission'],
  [50278, 'no-permission'],
  [40058, 'no-permission'],
  [50083, 'archived'],
  [160005, 'archived'],
  [200000, 'rejected'],
  [240000, 'rejected'],
])

/** Errors of a connection that was never made: nothing can have arrived. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

const readError = (error: unknown, clock: () => Instant): Posted => {
  if (error instanceof RateLimitError) {
    const retryAt = clock().add({ milliseconds: Math.ceil(Math.max(0, error.retryAfter)) })
    return { failed: 'rate limit', retryAt }
  }
  if (error instanceof DiscordAPIError) {
    const refused = refusals.get(error.code)
    return refused ? { refused } : { failed: `Discord: ${error.code}` }
  }
  // With a nonce, a server that failed in the middle can be asked again.
  if (error instanceof HTTPError) return { failed: `Discord: ${error.status}` }
  const words = errorWords(error)
  return unconnected.includes(codeOf(error)) ? { failed: words } : { unknown: words }
}

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? codeOf(error.cause) : ''
}

const isIn = async (guild: string, rest: REST): Promise<boolean> => {
  try {
    await rest.get(Routes.guild(guild))
    return true
  } catch (error) {
    // Only Discord's own "no" counts: an outage is not a removal.
    return !(error instanceof DiscordAPIError && [10004, 50001].includes(Number(error.code)))
  }
}
