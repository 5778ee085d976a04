/** Holds up the answers of a bot until the test lets them go. */
import type { Bot } from '../../src/bot/bot.ts'

export const heldUp = (bot: Bot) => {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { handle } = bot
  bot.handle = async (...given) => {
    asked.resolve()
    const outcome = handle(...given)
    await released.promise
    return outcome
  }
  return {
    /** Settles when something was asked. */
    asked: asked.promise,
    letGo: released.resolve,
  }
}
