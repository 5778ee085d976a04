/** Posts by an adapter in both of its steps, as deliveries do. */

import type { DeliveryResult } from '../../src/chat/delivery-result.ts'
import type { ActorId, Address } from '../../src/chat/invocation.ts'
import type { MessageSender } from '../../src/chat/message-sender.ts'
import type { Reply } from '../../src/chat/reply.ts'

export const sendBy = async (
  sender: MessageSender,
  to: Address | ActorId,
  reply: Reply,
  key = 'key',
): Promise<DeliveryResult> => {
  const message = await sender.prepare(typeof to === 'string' ? { person: to } : { channel: to }, reply, key)
  return 'send' in message ? message.send() : message
}
