/**
 * What is to be done with posts that were claimed and never settled: their process died, or lost the database, in the middle.
 *
 * The rule: what was not handed over yet is owed again. What was is owed again where the platform recognizes the key of a repeated
 * post, and may still remember it. Where it does not, nobody knows whether it arrived, and it is never repeated by itself: it is marked
 * as unknown, the log and `group log` say so, and an organizer decides. The worst case is one missing post in each channel that was
 * being written to at the moment of the crash.
 */
import { Temporal } from 'temporal-polyfill'
import type { ClaimedMessage } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'
import { createUnrecordedResults } from './unrecorded-results.ts'

export const requeueExpired = async (deps: NotificationDeps): Promise<void> => {
  const { store, senders, clock, log } = deps
  const now = clock()
  for (const message of await store.outbox.expiredLeases(now)) {
    const sender = senders.find(({ platform }) => platform === message.platform)
    // Another process serves that platform, or will.
    if (!sender) continue
    const unconfirmed = message.state === 'sending'
    const isKnown = !unconfirmed || isRemembered(message, sender.idempotencyWindowSeconds, now)
    log.warn({ post: message.id, state: message.state, again: isKnown }, 'a post was claimed and never settled')
    const reason = 'the bot was stopped in the middle'
    await createUnrecordedResults(
      message,
      deps,
    )(isKnown ? { state: 'pending', nextAt: now, reason, unconfirmed } : { state: 'unconfirmed' })
  }
}

const isRemembered = ({ firstUnconfirmedAt }: ClaimedMessage, seconds: number, now: Temporal.Instant): boolean =>
  firstUnconfirmedAt !== undefined && Temporal.Instant.compare(now, firstUnconfirmedAt.add({ seconds })) < 0
