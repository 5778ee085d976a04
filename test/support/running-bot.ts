/** The whole bot as `npm start` runs it, in this process: real adapters, the real start and end, and a clock of the test's. */
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { AppDeps } from '../../src/app/app-deps.ts'
import { runPlatforms } from '../../src/app/run-chat.ts'
import type { ChatAdapter } from '../../src/bot/chat-adapter.ts'
import { commands } from '../../src/commands/index.ts'
import { backendDeveloper } from './bot.ts'

/** Another start on the same database, which stays open. */
export const runBot = (
  adapters: readonly ChatAdapter[],
  { store, clock, log }: Pick<AppDeps, 'store' | 'clock' | 'log'>,
) => {
  const asked = Promise.withResolvers<void>()
  const parts = { commands, roadmaps: backendDeveloper, clock, log, newId: randomUUID, random: () => 0 }
  const running = runPlatforms(
    { ...parts, store: { ...store, close: async () => {} } },
    { adapters, stopped: asked.promise, port: undefined, onStopping: () => {} },
  )
  const stop = async () => {
    asked.resolve()
    await running
  }
  onTestFinished(stop)
  return { stop }
}
