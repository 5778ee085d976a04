/** A platform refuses a group's posts for good: they stop until an organizer does something about it. */
import type { Claimed } from '../bot/ledger.ts'
import type { RefusalKind } from '../core/refusal.ts'
import type { Desk } from './desk.ts'

export const refuse = async (post: Claimed, kind: RefusalKind, { store, clock, newId }: Desk): Promise<void> => {
  const at = clock()
  await store.settle(post, { state: 'skipped', reason: 'refused' }, at)
  await store.change({ id: `refused ${newId()}`, at }, async (within) => {
    const group = await within.groupOf(post.groupId ?? '')
    if (!group || group.refusal) return
    await within.saveGroup({ ...group, refusal: { kind, since: at } })
    await within.skipOwed(group.id, 'refused', at)
  })
}
