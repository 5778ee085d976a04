/** A platform refuses a group's posts for good: they stop until an organizer does something about it. */
import type { Address } from '../chat/invocation.ts'
import type { BlockReason } from '../core/delivery-block.ts'
import { hoursOfGrace } from '../core/slot.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'

type Refused = { kind: BlockReason; where: Address }

export const blockDelivery = async (
  message: ClaimedMessage,
  { kind, where }: Refused,
  { store, clock, newId }: NotificationDeps,
): Promise<void> => {
  const at = clock()
  await store.transaction({ id: `refused ${newId()}`, at }, async (within) => {
    const group = await within.groupOf(message.groupId ?? '')
    if (!group || group.deliveryBlock) return
    const [home] = await within.channelsOf(group.id)
    // It has moved meanwhile: the other channel may take posts.
    if (home?.channel !== where.channel)
      return void (await within.requeueSkipped(group.id, 'refused', at.subtract({ hours: hoursOfGrace })))
    await within.saveGroup({ ...group, deliveryBlock: { kind, since: at } })
    await within.cancelPending(group.id, 'refused', at)
  })
}
