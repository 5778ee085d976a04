/**
 * Requeues messages whose worker died, or lost the database, while sending them.
 *
 * The rule: a claimed message is pending again. A message in state `sending` is pending again if the platform ignores a repeated
 * idempotency key and may still remember this one. Otherwise nobody knows whether it arrived, and it is not repeated automatically: it is
 * marked as unconfirmed, the log and `group log` say so, and an organizer decides. The worst case is one missing message in each channel
 * to which the process was sending at the moment of the crash.
 */
import { Temporal } from 'temporal-polyfill'
import type { ClaimedMessage } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'
import { createComplete } from './unrecorded-results.ts'

export const requeueExpired = async (deps: NotificationDeps): Promise<void> => {
  const { store, senders, clock, log } = deps
  const now = clock()
  for (const message of await store.outbox.expiredLeases(now)) {
    const sender = senders.find(({ platform }) => platform === message.platform)
    // Another process serves that platform.
    if (!sender) continue
    const unconfirmed = message.state === 'sending'
    const mayRetry = !unconfirmed || isRemembered(message, sender.idempotencyWindowSeconds, now)
    log.warn({ post: message.id, state: message.state, retry: mayRetry }, 'the worker of a claimed message died')
    const reason = 'the bot was stopped in the middle'
    const complete = createComplete(message, deps)
    await complete(mayRetry ? { state: 'pending', nextAt: now, reason, unconfirmed } : { state: 'unconfirmed' })
  }
}

const isRemembered = ({ firstUnconfirmedAt }: ClaimedMessage, seconds: number, now: Temporal.Instant): boolean =>
  firstUnconfirmedAt !== undefined && Temporal.Instant.compare(now, firstUnconfirmedAt.add({ seconds })) < 0
