/** Posts by an adapter in both of its steps, as deliveries do. */
import type { PostOffice } from '../../src/bot/chat-adapter.ts'
import type { ActorId, Address } from '../../src/bot/invocation.ts'
import type { Posted } from '../../src/bot/posted.ts'
import type { Reply } from '../../src/bot/reply.ts'

export const sendBy = async (office: PostOffice, to: Address | ActorId, reply: Reply, key = 'key'): Promise<Posted> => {
  const message = await office.prepare(typeof to === 'string' ? { person: to } : { channel: to }, reply, key)
  return 'send' in message ? message.send() : message
}
