/** Deletes expired data: old outbox messages, old stored actions, and their traces on disk. */
import type { NotificationDeps } from './deps.ts'

const daysOfMessages = 400
/** Buttons with a stored action, such as a settings change to be confirmed, work for so long; all others never expire. */
const daysOfActions = 90

export const purgeExpired = async ({ store, clock }: NotificationDeps): Promise<void> => {
  const now = clock()
  // Once an hour is enough.
  if (now.toZonedDateTimeISO('UTC').minute !== 0) return
  await store.outbox.deleteBefore(now.subtract({ hours: 24 * daysOfMessages }))
  await store.storedActions.deleteActionsBefore(now.subtract({ hours: 24 * daysOfActions }))
  await store.tidy(now)
}
