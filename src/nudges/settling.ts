/**
 * Settles posts, and keeps in mind what became of one while the database is out of reach: a post that is known to have arrived must not
 * become one of which nobody knows. What may have arrived is never called skipped: whatever ends it later, it is unknown, and told.
 */
import type { Claimed, Settlement } from '../bot/ledger.ts'
import { StoreUnavailable } from '../bot/store.ts'
import type { Desk } from './desk.ts'
import { warnUnconfirmed } from './unconfirmed.ts'

export type Unsettled = Map<string, { post: Claimed; settlement: Settlement }>

export const settling = (post: Claimed, desk: Desk) => async (given: Settlement) => {
  const isInDoubt = post.doubtSince !== undefined
  const settlement: Settlement = given.state === 'skipped' && isInDoubt ? { state: 'unknown' } : given
  try {
    await settle(post, settlement, desk)
  } catch (error) {
    if (error instanceof StoreUnavailable) desk.unsettled.set(post.id, { post, settlement })
    throw error
  }
}

const settle = async (post: Claimed, settlement: Settlement, desk: Desk): Promise<void> => {
  const isOurs = await desk.store.settle(post, settlement, desk.clock())
  if (isOurs && settlement.state === 'unknown') await warnUnconfirmed(post, desk)
}

/** Settles what could not be settled before; throws StoreUnavailable while that is still so. */
export const settleKept = async (desk: Desk): Promise<void> => {
  for (const [id, { post, settlement }] of desk.unsettled) {
    await settle(post, settlement, desk)
    desk.unsettled.delete(id)
  }
}
