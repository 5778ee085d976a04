/**
 * Settles posts, and keeps in mind what became of one while the database is out of reach: a post that is known to have arrived must not
 * become one of which nobody knows.
 */
import type { Claimed, Settlement } from '../bot/ledger.ts'
import { StoreUnavailable } from '../bot/store.ts'
import type { Desk } from './desk.ts'

export type Unsettled = Map<string, { post: Claimed; settlement: Settlement }>

export const settling =
  (post: Claimed, { store, clock, unsettled }: Desk) =>
  async (settlement: Settlement): Promise<void> => {
    try {
      await store.settle(post, settlement, clock())
    } catch (error) {
      if (error instanceof StoreUnavailable) unsettled.set(post.id, { post, settlement })
      throw error
    }
  }

/** Settles what could not be settled before; throws StoreUnavailable while that is still so. */
export const settleKept = async ({ store, clock, unsettled }: Desk): Promise<void> => {
  for (const [id, { post, settlement }] of unsettled) {
    await store.settle(post, settlement, clock())
    unsettled.delete(id)
  }
}
