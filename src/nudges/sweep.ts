/** Removes what nobody will ask for any more: old lines of the ledger, and groups of places that the bot was removed from (design 4.8). */
import { Temporal } from 'temporal-polyfill'
import type { Desk } from './desk.ts'

const daysRemembered = 400
/** Buttons with long lines, such as a settings change to be confirmed, work for so long; all others for ever. */
const daysStored = 90
const daysUntilPurged = 14

export const sweep = async ({ store, clock, log, newId }: Desk): Promise<void> => {
  const now = clock()
  // Now and then is enough.
  if (now.toZonedDateTimeISO('UTC').minute === 0) {
    await store.forget(now.subtract({ hours: 24 * daysRemembered }))
    await store.forgetActions(now.subtract({ hours: 24 * daysStored }))
  }
  for (const group of await store.refusedGroups()) {
    const { refusal } = group
    if (refusal?.kind !== 'removed') continue
    const until = refusal.since.add({ hours: 24 * daysUntilPurged })
    if (Temporal.Instant.compare(until, now) > 0) continue
    await store.change({ id: `purge ${newId()}`, at: now }, async (within) => {
      // Somebody may have healed it just now.
      const current = await within.groupOf(group.id)
      if (current?.refusal?.kind === 'removed') await within.deleteGroup(group.id)
    })
    log.info({ group: group.id }, 'a group was purged: the bot was removed from its channel or server two weeks ago')
  }
}
