/** A platform where people talk to the bot. It knows invocations and replies, and nothing of commands' insides or of other platforms. */
import type { Bot } from './bot.ts'
import type { ActorId, Address } from './invocation.ts'
import type { Posted } from './posted.ts'
import type { Reply } from './reply.ts'

/** Where posts go that nobody asked for just now. Never throws for what a platform does, and answers within 20 seconds. */
export type PostOffice = {
  platform: string
  /**
   * For how many seconds the platform recognizes a key and makes no second post of it; 0 where it does not. Only within that time is
   * a post repeated of which nobody knows whether it arrived.
   */
  remembersKeys: number
  post(to: Address, reply: Reply, key: string): Promise<Posted>
  /** To one person alone. */
  direct(to: ActorId, reply: Reply, key: string): Promise<Posted>
}

export type ChatAdapter = PostOffice & {
  /** Begins to listen; settles when people are heard. Throws Fatal where that will never be. */
  start(bot: Bot): Promise<void>
  /** Whether people are heard at this moment. */
  isUp(): boolean
  /** Whether it waits, in good health, while another process is connected to the platform: then people are heard there. */
  isStandby?(): boolean
  /** Settles when the platform is gone for good, such as when the terminal's input has ended; rejects with Fatal. */
  ended: Promise<void>
  /** Stops listening; what is being answered is answered first. */
  stop(): Promise<void>
}
