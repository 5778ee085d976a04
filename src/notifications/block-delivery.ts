/** Blocks delivery to a group whose platform refuses its messages, until an organizer changes something there. */
import type { Address } from '../chat/invocation.ts'
import type { BlockReason } from '../core/delivery-block.ts'
import { hoursOfGrace } from '../core/slot.ts'
import type { ClaimedMessage } from '../ports/outbox.ts'
import type { NotificationDeps } from './deps.ts'

type Block = { kind: BlockReason; where: Address }

export const blockDelivery = async (
  message: ClaimedMessage,
  { kind, where }: Block,
  { store, clock, newId }: NotificationDeps,
): Promise<void> => {
  const at = clock()
  await store.transaction({ id: `refused ${newId()}`, at }, async (within) => {
    const group = await within.groupOf(message.groupId ?? '')
    if (!group || group.deliveryBlock) return
    const [address] = await within.channelsOf(group.id)
    // The group moved meanwhile: its new channel may take messages.
    if (address?.channel !== where.channel)
      return void (await within.requeueSkipped(group.id, 'refused', at.subtract({ hours: hoursOfGrace })))
    await within.saveGroup({ ...group, deliveryBlock: { kind, since: at } })
    await within.cancelPending(group.id, 'refused', at)
  })
}
