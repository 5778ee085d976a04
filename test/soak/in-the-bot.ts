/**
 * Preloaded into the bot's process (node --import), which is otherwise the program as it is: its clock is the soak's, and a tick comes
 * when the soak says so and not once a minute.
 */
import { registerHooks } from 'node:module'
import { Temporal } from 'temporal-polyfill'

let ahead = Number(process.env.SOAK_AHEAD)
const realNow = Temporal.Now.instant
Temporal.Now.instant = () => realNow().add({ milliseconds: ahead })

process.on('message', (message: { ahead: number; told?: number }) => {
  ahead = message.ahead
  if (message.told !== undefined) process.send?.({ heard: message.told })
})
// The bot ends when it wants to; and with the soak, however that ends.
process.channel?.unref()
process.on('disconnect', () => process.exit())

const cron = new URL('./cron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node-cron' ? { url: cron, shortCircuit: true } : next(specifier, context),
})
