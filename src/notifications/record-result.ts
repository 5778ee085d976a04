/** Records the result of a delivery: sent, skipped, unconfirmed, or pending again. */
import { Temporal } from 'temporal-polyfill'
import type { DeliveryResult } from '../chat/delivery-result.ts'
import type { MessageSender } from '../chat/message-sender.ts'
import type { Instant } from '../core/calendar.ts'
import { retryAfter } from '../core/retry.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import { blockDelivery } from './block-delivery.ts'
import type { BuiltMessage } from './built-message.ts'
import type { NotificationDeps } from './deps.ts'
import { trackReminder } from './track-reminders.ts'
import { createComplete } from './unrecorded-results.ts'

export type Sendable = Extract<BuiltMessage, { reply: unknown }>

type RetryOptions = { retryAt?: Instant | undefined; unconfirmed?: boolean }

/** Pending again: at the time that the platform names or after a back-off, at least a second later. */
export const retry = (
  message: ClaimedMessage,
  reason: string,
  deps: NotificationDeps,
  { retryAt, unconfirmed = false }: RetryOptions = {},
) => {
  const now = deps.clock()
  const earliest = now.add({ seconds: 1 })
  const wanted = retryAt ?? retryAfter(now, message.attempts, deps.random())
  const nextAt = Temporal.Instant.compare(wanted, earliest) < 0 ? earliest : wanted
  return { state: 'pending' as const, nextAt, reason, unconfirmed }
}

type Delivery = { message: ClaimedMessage; built: Sendable; sender: MessageSender }

export const recordResult = async (
  { message, built, sender }: Delivery,
  result: DeliveryResult,
  deps: NotificationDeps,
): Promise<void> => {
  const { log } = deps
  const complete = createComplete(message, deps)
  const reminder = 'direct' in built ? built.reminder : undefined
  if ('sent' in result) {
    await complete({ state: 'sent', ...('kind' in built && { kind: built.kind }) })
    if (reminder) await trackReminder(message, { sent: true, asks: reminder.asks }, deps)
  } else if ('refused' in result) {
    log.warn(
      { post: message.id, refused: result.refused },
      'a platform refuses a message until its channel or recipient changes',
    )
    await complete({ state: 'skipped', reason: 'refused' })
    if (reminder) await trackReminder(message, { sent: false }, deps)
    if ('to' in built && !built.isFormer) await blockDelivery(message, { kind: result.refused, where: built.to }, deps)
  } else if ('rejected' in result) {
    log.warn({ post: message.id, why: result.rejected }, 'a platform rejects the content of a message')
    await complete({ state: 'skipped', reason: 'blocked' })
  } else if ('failed' in result) {
    log.warn(
      { post: message.id, why: result.failed, attempts: message.attempts },
      'a message failed and will be retried',
    )
    await complete(retry(message, result.failed, deps, { retryAt: result.retryAt }))
  } else {
    log.warn({ post: message.id, why: result.unconfirmed }, 'a platform did not confirm a message')
    await complete(
      sender.idempotencyWindowSeconds > 0
        ? retry(message, result.unconfirmed, deps, { unconfirmed: true })
        : { state: 'unconfirmed' },
    )
  }
}
