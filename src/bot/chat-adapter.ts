/** A platform where people talk to the bot: the port that each adapter implements. It knows the bot as one function from an invocation to a response. */
import type { MessageSender } from '../chat/message-sender.ts'
import type { Bot } from './bot.ts'

export type ChatAdapter = MessageSender & {
  /** Begins to listen; settles when people are heard, here or by another process. Throws OperatorError where that will never be. */
  start(bot: Bot): Promise<void>
  /** Whether it waits, in good health, while another process is connected to the platform: then people are heard there. */
  isStandby?(): boolean
  /** Settles when the platform is gone for good, such as when the terminal's input has ended; rejects with OperatorError. */
  ended: Promise<void>
  /** Stops listening; what is being answered is answered first. */
  stop(): Promise<void>
}
