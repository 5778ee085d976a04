/** What follows from what a platform said about a post. */
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
import { createUnrecordedResults } from './unrecorded-results.ts'

export type Sendable = Extract<BuiltMessage, { reply: unknown }>

type Doubt = { retryAt?: Instant | undefined; unconfirmed?: boolean }

/** To be tried again: when the platform says, and never within the same moment. */
export const again = (
  message: ClaimedMessage,
  reason: string,
  deps: NotificationDeps,
  { retryAt, unconfirmed = false }: Doubt = {},
) => {
  const now = deps.clock()
  const soonest = now.add({ seconds: 1 })
  const asked = retryAt ?? retryAfter(now, message.attempts, deps.random())
  const nextAt = Temporal.Instant.compare(asked, soonest) < 0 ? soonest : asked
  return { state: 'pending' as const, nextAt, reason, unconfirmed }
}

type Sent = { post: ClaimedMessage; built: Sendable; sender: MessageSender }

export const recordResult = async (
  { post: message, built, sender }: Sent,
  posted: DeliveryResult,
  deps: NotificationDeps,
): Promise<void> => {
  const { log } = deps
  const settle = createUnrecordedResults(message, deps)
  const reminder = 'direct' in built ? built.reminder : undefined
  if ('sent' in posted) {
    await settle({ state: 'sent', ...('kind' in built && { kind: built.kind }) })
    if (reminder) await trackReminder(message, { sent: true, asks: reminder.asks }, deps)
  } else if ('refused' in posted) {
    log.warn({ post: message.id, refused: posted.refused }, 'a platform refuses a post for good')
    await settle({ state: 'skipped', reason: 'refused' })
    if (reminder) await trackReminder(message, { sent: false }, deps)
    if ('to' in built && !built.isFormer) await blockDelivery(message, { kind: posted.refused, where: built.to }, deps)
  } else if ('rejected' in posted) {
    log.warn({ post: message.id, why: posted.rejected }, 'a platform does not let what a post says through')
    await settle({ state: 'skipped', reason: 'blocked' })
  } else if ('failed' in posted) {
    log.warn({ post: message.id, why: posted.failed, attempts: message.attempts }, 'a post failed and is tried again')
    await settle(again(message, posted.failed, deps, { retryAt: posted.retryAt }))
  } else {
    log.warn({ post: message.id, why: posted.unconfirmed }, 'nobody knows whether a post arrived')
    await settle(
      sender.idempotencyWindowSeconds > 0
        ? again(message, posted.unconfirmed, deps, { unconfirmed: true })
        : { state: 'unconfirmed' },
    )
  }
}
