/**
 * Settles posts, and keeps in mind what became of one while the database is out of reach: a post that is known to have arrived must not
 * become one of which nobody knows. What may have arrived is never called skipped: whatever ends it later, it is unknown, and told.
 */

import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { ClaimedMessage, DeliveryOutcome } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'
import { warnUnconfirmed } from './unconfirmed.ts'

export const createUnrecordedResults =
  (message: ClaimedMessage, deps: NotificationDeps) => async (given: DeliveryOutcome) => {
    const isInDoubt = message.firstUnconfirmedAt !== undefined
    const deliveryOutcome: DeliveryOutcome = given.state === 'skipped' && isInDoubt ? { state: 'unconfirmed' } : given
    try {
      await settle(message, deliveryOutcome, deps)
    } catch (error) {
      if (error instanceof StoreUnavailable) deps.unrecorded.set(message.id, { post: message, deliveryOutcome })
      throw error
    }
  }

const settle = async (
  message: ClaimedMessage,
  deliveryOutcome: DeliveryOutcome,
  deps: NotificationDeps,
): Promise<void> => {
  const isOurs = await deps.store.outbox.complete(message, deliveryOutcome, deps.clock())
  if (isOurs && deliveryOutcome.state === 'unconfirmed') await warnUnconfirmed(message, deps)
}

/** Settles what could not be settled before; throws StoreUnavailable while that is still so. */
export const recordUnrecorded = async (deps: NotificationDeps): Promise<void> => {
  for (const [id, { post: message, deliveryOutcome }] of deps.unrecorded) {
    await settle(message, deliveryOutcome, deps)
    deps.unrecorded.delete(id)
  }
}
