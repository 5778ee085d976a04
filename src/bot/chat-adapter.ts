/** A platform where people talk to the bot. It knows invocations and replies, and nothing of commands' insides or of other platforms. */
import type { Bot } from './bot.ts'

export type ChatAdapter = {
  platform: string
  /** Begins to listen. */
  start(bot: Bot): Promise<void>
  /** Settles when the platform is gone for good, such as when the terminal's input has ended. */
  ended: Promise<void>
  /** Stops listening; what is being answered is answered first. */
  stop(): Promise<void>
}
