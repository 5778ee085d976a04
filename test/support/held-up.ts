/** Holds up what a bot is asked until the test lets it go. */
import type { Bot } from '../../src/bot/bot.ts'

export const heldUp = (bot: Bot) => {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { handle } = bot
  bot.handle = async (invocation) => {
    asked.resolve()
    await released.promise
    return handle(invocation)
  }
  return {
    /** Settles when something was asked. */
    asked: asked.promise,
    letGo: released.resolve,
  }
}
