/**
 * Sends one claimed message and records the result. A failure affects this message alone. Everything that can fail before the request
 * comes before the state `sending`: only the request itself can leave the result unknown.
 */
import { Temporal } from 'temporal-polyfill'
import type { DeliveryResult, NotSent, ReadyMessage } from '../chat/delivery-result.ts'
import type { MessageSender, Recipient } from '../chat/message-sender.ts'
import { errorWords } from '../errors/logged-error.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import { build } from './build.ts'
import type { BuiltMessage } from './built-message.ts'
import type { NotificationDeps } from './deps.ts'
import { recordResult, retry, type Sendable } from './record-result.ts'
import { sendTimeoutOf, withinSendTimeout } from './send-timeout.ts'
import { createComplete } from './unrecorded-results.ts'

export const send = async (message: ClaimedMessage, sender: MessageSender, deps: NotificationDeps): Promise<void> => {
  const { store, clock, log } = deps
  const complete = createComplete(message, deps)
  try {
    const ready = await prepareOrRetry(message, sender, deps)
    if ('skip' in ready) return await complete({ state: 'skipped', reason: ready.skip })
    if ('later' in ready) return await complete(retry(message, ready.later, deps))
    const { built, request } = ready
    if (!('send' in request)) return await recordResult({ message, built, sender }, request, deps)
    // An earlier attempt may have arrived, and the platform may have forgotten its key when this one arrives.
    if (isKeyExpired(message, sender, deps)) return await complete({ state: 'unconfirmed' })
    // A process whose lease has expired has lost the message: another may have sent it.
    if (!(await store.outbox.markSending(message, clock()))) return
    await recordResult({ message, built, sender }, await resultOf(request, deps), deps)
  } catch (error) {
    // The database is unavailable. A message that was not sent is requeued after its lease; other results are recorded later.
    log.error({ err: error, post: message.id }, 'the result of a message could not be recorded')
  }
}

type Ready = { built: Sendable; request: ReadyMessage | NotSent } | Exclude<BuiltMessage, Sendable>

const prepare = async (message: ClaimedMessage, sender: MessageSender, deps: NotificationDeps): Promise<Ready> => {
  const { store, roadmaps, clock, memberships } = deps
  const built = await build(message, { reads: store.reads, roadmaps, memberships, now: clock() })
  if (!('reply' in built)) return built
  const to: Recipient = 'direct' in built ? { person: built.direct } : { channel: built.to }
  const request = await withinSendTimeout(sender.prepare(to, built.reply, message.id), deps)
  return request === 'timeout' ? { later: 'it was not prepared in time' } : { built, request }
}

/** A message that cannot be built shows a bug or a database outage: it was not sent, so it is retried. */
const prepareOrRetry = async (
  message: ClaimedMessage,
  sender: MessageSender,
  deps: NotificationDeps,
): Promise<Ready> => {
  try {
    return await prepare(message, sender, deps)
  } catch (error) {
    deps.log.error({ err: error, post: message.id }, 'a message could not be prepared')
    return { later: 'it could not be prepared' }
  }
}

const isKeyExpired = (
  { firstUnconfirmedAt }: ClaimedMessage,
  { idempotencyWindowSeconds }: MessageSender,
  deps: NotificationDeps,
): boolean => {
  if (firstUnconfirmedAt === undefined) return false
  const until = deps.clock().add({ milliseconds: sendTimeoutOf(deps) })
  return Temporal.Instant.compare(firstUnconfirmedAt.add({ seconds: idempotencyWindowSeconds }), until) <= 0
}

/** An adapter that throws or times out has not confirmed the message. */
const resultOf = async (request: ReadyMessage, deps: NotificationDeps): Promise<DeliveryResult> => {
  try {
    const result = await withinSendTimeout(request.send(), deps)
    return result === 'timeout' ? { unconfirmed: 'no answer in time' } : result
  } catch (error) {
    return { unconfirmed: errorWords(error) }
  }
}
