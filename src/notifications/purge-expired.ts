/** Removes what nobody will ask for any more: old lines of the ledger, and of buttons, and what was left of them on the disk. */
import type { NotificationDeps } from './deps.ts'

const daysRemembered = 400
/** Buttons with long lines, such as a settings change to be confirmed, work for so long; all others for ever. */
const daysStored = 90

export const purgeExpired = async ({ store, clock }: NotificationDeps): Promise<void> => {
  const now = clock()
  // Now and then is enough.
  if (now.toZonedDateTimeISO('UTC').minute !== 0) return
  await store.outbox.deleteBefore(now.subtract({ hours: 24 * daysRemembered }))
  await store.storedActions.deleteActionsBefore(now.subtract({ hours: 24 * daysStored }))
  await store.tidy(now)
}
