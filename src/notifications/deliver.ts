/**
 * The outbox worker of one platform: claims and sends due messages, several at once but only one for each ordering key, until none is due.
 * While the platform is not connected, nothing is claimed and no attempt is counted: a message waits until it can be sent or is too late.
 */
import { setImmediate } from 'node:timers/promises'
import type { MessageSender } from '../chat/message-sender.ts'
import type { NotificationDeps } from './deps.ts'
import { send } from './send.ts'

/** Messages in flight at once on a platform: enough to be quick, few enough to lose little in a crash and to need little memory. */
const maxAtOnce = 16

/** How long a claim lasts. A message takes 20 seconds at most; ticks come every 60, so a crash delays a message by one tick. */
const leaseSeconds = 50

/** `workerId` is this process. */
type Delivery = NotificationDeps & { sender: MessageSender; workerId: string; isStopping: () => boolean }

export const deliver = async ({ sender, workerId, isStopping, ...deps }: Delivery): Promise<void> => {
  const { store, clock } = deps
  const inFlight = new Set<Promise<void>>()
  try {
    while (!isStopping() && sender.isUp()) {
      const now = clock()
      const claim = { platform: sender.platform, workerId, now, until: now.add({ seconds: leaseSeconds }) }
      for (const message of await store.outbox.claim({ ...claim, limit: maxAtOnce - inFlight.size })) {
        const flight: Promise<void> = send(message, sender, deps).finally(() => inFlight.delete(flight))
        inFlight.add(flight)
      }
      if (inFlight.size === 0) return
      // Sends that end in the same moment free their places together, so that the next claim and its reads are batched.
      await Promise.race(inFlight)
      await setImmediate()
    }
  } finally {
    // Also after a failed claim: the caller may close the database afterwards.
    await Promise.all(inFlight)
  }
}
