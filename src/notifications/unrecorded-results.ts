/**
 * Records outcomes, and remembers them while the database is unavailable: a message that is known to have arrived must not become
 * unconfirmed. A message that may have arrived is never marked as skipped: it ends as unconfirmed, with a warning in the log.
 */

import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { ClaimedMessage, DeliveryOutcome } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'
import { warnUnconfirmed } from './unconfirmed.ts'

/** Completes one claimed message. Rethrows StoreUnavailable after remembering the outcome. */
export const createComplete = (message: ClaimedMessage, deps: NotificationDeps) => async (result: DeliveryOutcome) => {
  const mayHaveArrived = message.firstUnconfirmedAt !== undefined
  const outcome: DeliveryOutcome = result.state === 'skipped' && mayHaveArrived ? { state: 'unconfirmed' } : result
  try {
    await complete(message, outcome, deps)
  } catch (error) {
    if (error instanceof StoreUnavailable) deps.unrecorded.set(message.id, { message, outcome })
    throw error
  }
}

const complete = async (message: ClaimedMessage, outcome: DeliveryOutcome, deps: NotificationDeps): Promise<void> => {
  const isOurs = await deps.store.outbox.complete(message, outcome, deps.clock())
  if (isOurs && outcome.state === 'unconfirmed') await warnUnconfirmed(message, deps)
}

/** Records the remembered outcomes; throws StoreUnavailable while the database is still unavailable. */
export const recordUnrecorded = async (deps: NotificationDeps): Promise<void> => {
  for (const [id, { message, outcome }] of deps.unrecorded) {
    await complete(message, outcome, deps)
    deps.unrecorded.delete(id)
  }
}
