/** Sends messages of the outbox by REST: with a nonce, by which Discord recognizes a repeated message, and without retries of the library's own. */
import { createHash } from 'node:crypto'
import { REST, Routes } from 'discord.js'
import type { DeliveryResult, NotSent, ReadyMessage } from '../../chat/delivery-result.ts'
import type { ActorId, Address } from '../../chat/invocation.ts'
import type { Recipient } from '../../chat/message-sender.ts'
import type { Instant } from '../../core/calendar.ts'
import type { Card } from './card.ts'
import { maxNonceLength } from './limits.ts'
import { lookUpServer } from './membership.ts'
import { channelBlocks, personBlocks, readError, readHarmlessError } from './post-error.ts'

/** Discord recognizes a nonce for "a few minutes". In seconds: longer than a lease and two cycles. */
export const nonceWindowSeconds = 170

/** The timeout of a request in milliseconds: two requests take less than a delivery may take. */
const timeout = 9000

/** A REST client for posts: it does not retry, and rejects at a rate limit instead of waiting. */
export const createPostRest = (api: string, token: string): REST =>
  new REST({ api, retries: 0, timeout, rejectOnRateLimit: () => true }).setToken(token)

const nonceOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, maxNonceLength)

type PostingDeps = { rest: REST; clock: () => Instant }
type Message = { card: Card; key: string }

export const prepareMessage = async (
  to: Recipient,
  message: Message,
  deps: PostingDeps,
): Promise<ReadyMessage | NotSent> => {
  if ('channel' in to) return { send: () => postInChannel(to.channel, message, deps) }
  const conversation = await openConversation(to.person, deps)
  return 'id' in conversation ? { send: () => postToPerson(conversation.id, message, deps) } : conversation
}

const openConversation = async (person: ActorId, { rest, clock }: PostingDeps): Promise<{ id: string } | NotSent> => {
  const body = { recipient_id: person.slice(person.indexOf(':') + 1) }
  try {
    return (await rest.post(Routes.userChannels(), { body })) as { id: string }
  } catch (error) {
    return readHarmlessError(error, { refusals: personBlocks, clock })
  }
}

const postInChannel = async (
  { channel, workspace }: Address,
  message: Message,
  { rest, clock }: PostingDeps,
): Promise<DeliveryResult> => {
  try {
    return await post(channel, message, rest)
  } catch (error) {
    const posted = readError(error, { refusals: channelBlocks, clock })
    // Discord answers in the same way for a hidden channel and for a server without the bot.
    const isGone = 'refused' in posted && ['no-access', 'channel-gone'].includes(posted.refused)
    if (isGone && workspace !== '' && (await lookUpServer(workspace, rest)) === 'removed') return { refused: 'removed' }
    return posted
  }
}

const postToPerson = async (
  channel: string,
  message: Message,
  { rest, clock }: PostingDeps,
): Promise<DeliveryResult> => {
  try {
    return await post(channel, message, rest)
  } catch (error) {
    return readError(error, { refusals: personBlocks, clock })
  }
}

const post = async (channel: string, { card, key }: Message, rest: REST): Promise<DeliveryResult> => {
  const body = { ...card, nonce: nonceOf(key), enforce_nonce: true }
  const posted = (await rest.post(Routes.channelMessages(channel), { body })) as { id: string }
  return { sent: posted.id }
}
