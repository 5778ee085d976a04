/**
 * Sends what is due on one platform: several at once, never two in one lane, until nothing is due any more. While the platform is not
 * connected nothing is claimed, so nothing is tried and counted: a post waits until it can go out, or is too late.
 */
import { setImmediate } from 'node:timers/promises'
import type { MessageSender } from '../chat/message-sender.ts'
import type { NotificationDeps } from './deps.ts'
import { send } from './send.ts'

/** Posts under way at once on a platform: enough to be quick, few enough to lose little in a crash and to need little memory. */
const maxAtOnce = 16

/** How long a claim lasts, in seconds. A post takes 20 at most; ticks come every 60, so whoever dies delays a post by one tick. */
const lease = 50

/** `workerId` is this process. */
type Delivery = NotificationDeps & { sender: MessageSender; workerId: string; isStopping: () => boolean }

export const deliver = async ({ sender, workerId, isStopping, ...deps }: Delivery): Promise<void> => {
  const { store, clock } = deps
  const flying = new Set<Promise<void>>()
  try {
    while (!isStopping() && sender.isUp()) {
      const now = clock()
      const claim = { platform: sender.platform, workerId, now, until: now.add({ seconds: lease }) }
      for (const message of await store.outbox.claim({ ...claim, limit: maxAtOnce - flying.size })) {
        const flight: Promise<void> = send(message, sender, deps).finally(() => flying.delete(flight))
        flying.add(flight)
      }
      if (flying.size === 0) return
      // One place is enough to go on, but those that become free together are filled together, and read for together.
      await Promise.race(flying)
      await setImmediate()
    }
  } finally {
    // Also where a claim failed: whoever waits for the delivery may close the database afterwards.
    await Promise.all(flying)
  }
}
