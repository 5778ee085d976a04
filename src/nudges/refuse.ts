/** A platform refuses a group's posts for good: they stop until an organizer does something about it. */
import type { Address } from '../bot/invocation.ts'
import type { Claimed } from '../bot/ledger.ts'
import type { RefusalKind } from '../core/refusal.ts'
import { hoursOfGrace } from '../core/slot.ts'
import type { Desk } from './desk.ts'

type Refused = { kind: RefusalKind; where: Address }

export const refuse = async (post: Claimed, { kind, where }: Refused, { store, clock, newId }: Desk): Promise<void> => {
  const at = clock()
  await store.change({ id: `refused ${newId()}`, at }, async (within) => {
    const group = await within.groupOf(post.groupId ?? '')
    if (!group || group.refusal) return
    const [home] = await within.channelsOf(group.id)
    // It has moved meanwhile: the other channel may take posts.
    if (home?.channel !== where.channel)
      return void (await within.oweAgain(group.id, 'refused', at.subtract({ hours: hoursOfGrace })))
    await within.saveGroup({ ...group, refusal: { kind, since: at } })
    await within.skipOwed(group.id, 'refused', at)
  })
}
