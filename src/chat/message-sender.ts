/** A platform as the port through which the bot posts messages that nobody asked for at that moment. */
import type { NotSent, ReadyMessage } from './delivery-result.ts'
import type { ActorId, Address } from './invocation.ts'
import type { Reply } from './reply.ts'

/** A channel, or one person alone. */
export type Recipient = { channel: Address } | { person: ActorId }

/** The owner of a message's card; a card in a channel has none. */
export const ownerOf = (to: Recipient): ActorId | undefined => ('person' in to ? to.person : undefined)

/** Whether the bot was removed from a channel, or its server or workspace: only an answer of the platform about this very place says so. */
export type Removal = 'removed' | 'present' | 'unknown'

/** Whether somebody is in the server or workspace of a channel: only an answer of the platform about this very person says that they are gone. */
export type Membership = 'member' | 'gone' | 'unknown'

export type MessageSender = {
  platform: string
  /**
   * For how many seconds the platform recognizes a key and makes no second post of it; 0 where it does not. Only within that time is
   * a post repeated of which nobody knows whether it arrived.
   */
  idempotencyWindowSeconds: number
  /** Whether people are heard and posts can go out at this moment. While not, no post is claimed for this platform. */
  isUp(): boolean
  /**
   * Does everything that can fail before the request leaves: renders, stores what is too long for buttons, opens the conversation with
   * a person. May throw, for a fault of our own or of the database. `send` never throws for what a platform does, and answers within 20
   * seconds.
   */
  prepare(to: Recipient, reply: Reply, key: string): Promise<ReadyMessage | NotSent>
  /** Asks the platform once more before a group is deleted; `unknown` where it does not answer, or cannot be asked. */
  confirmRemoved(where: Address): Promise<Removal>
  /**
   * Asks whether somebody is still where a group meets: in the server or workspace, and in the channel where that is not open to all of
   * it. `unknown` where the platform does not answer, or cannot be asked; never rejects.
   */
  checkMembership(person: ActorId, where: Address): Promise<Membership>
}
