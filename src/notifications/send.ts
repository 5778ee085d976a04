/**
 * Sends one claimed post and settles it. Whatever happens here concerns this post alone. Everything that can fail before the request
 * leaves comes before the post is marked as handed over: only the request itself can leave doubt.
 */
import { Temporal } from 'temporal-polyfill'
import type { DeliveryResult, NotSent, ReadyMessage } from '../chat/delivery-result.ts'
import type { MessageSender, Recipient } from '../chat/message-sender.ts'
import { errorWords } from '../errors/logged-error.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import { build } from './build.ts'
import type { BuiltMessage } from './built-message.ts'
import type { NotificationDeps } from './deps.ts'
import { again, recordResult, type Sendable } from './record-result.ts'
import { sendTimeoutOf, withinSendTimeout } from './send-timeout.ts'
import { createUnrecordedResults } from './unrecorded-results.ts'

export const send = async (message: ClaimedMessage, sender: MessageSender, deps: NotificationDeps): Promise<void> => {
  const { store, clock, log } = deps
  const settle = createUnrecordedResults(message, deps)
  try {
    const ready = await readyOrFailed(message, sender, deps)
    if ('skip' in ready) return await settle({ state: 'skipped', reason: ready.skip })
    if ('later' in ready) return await settle(again(message, ready.later, deps))
    const { built, request } = ready
    if (!('send' in request)) return await recordResult({ post: message, built, sender }, request, deps)
    // Nobody knows whether an earlier attempt arrived, and the platform may forget its key before this one does.
    if (isForgotten(message, sender, deps)) return await settle({ state: 'unconfirmed' })
    // A process that slept through its lease has lost the post: another may have sent it.
    if (!(await store.outbox.markSending(message, clock()))) return
    await recordResult({ post: message, built, sender }, await resultOf(request, deps), deps)
  } catch (error) {
    // The database is out of reach. What was not handed over is owed again when the lease is over; the rest is kept in mind.
    log.error({ err: error, post: message.id }, 'a post could not be settled')
  }
}

type Ready = { built: Sendable; request: ReadyMessage | NotSent } | Exclude<BuiltMessage, Sendable>

const ready = async (message: ClaimedMessage, sender: MessageSender, deps: NotificationDeps): Promise<Ready> => {
  const { store, roadmaps, clock, memberships } = deps
  const built = await build(message, { reads: store.reads, roadmaps, memberships, now: clock() })
  if (!('reply' in built)) return built
  const to: Recipient = 'direct' in built ? { person: built.direct } : { channel: built.to }
  const request = await withinSendTimeout(sender.prepare(to, built.reply, message.id), deps)
  return request === 'timeout' ? { later: 'it was not ready in time' } : { built, request }
}

/** A post that cannot be made ready is a bug, or the database's fault: it was not sent, so it is tried again. */
const readyOrFailed = async (
  message: ClaimedMessage,
  sender: MessageSender,
  deps: NotificationDeps,
): Promise<Ready> => {
  try {
    return await ready(message, sender, deps)
  } catch (error) {
    deps.log.error({ err: error, post: message.id }, 'a post could not be made ready')
    return { later: 'it could not be made ready' }
  }
}

const isForgotten = (
  { firstUnconfirmedAt }: ClaimedMessage,
  { idempotencyWindowSeconds }: MessageSender,
  deps: NotificationDeps,
): boolean => {
  if (firstUnconfirmedAt === undefined) return false
  const until = deps.clock().add({ milliseconds: sendTimeoutOf(deps) })
  return Temporal.Instant.compare(firstUnconfirmedAt.add({ seconds: idempotencyWindowSeconds }), until) <= 0
}

/** An adapter that throws, or does not come back, has not said whether the post went out. */
const resultOf = async (request: ReadyMessage, deps: NotificationDeps): Promise<DeliveryResult> => {
  try {
    const posted = await withinSendTimeout(request.send(), deps)
    return posted === 'timeout' ? { unconfirmed: 'no answer in time' } : posted
  } catch (error) {
    return { unconfirmed: errorWords(error) }
  }
}
