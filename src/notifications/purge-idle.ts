/**
 * Deletes learners who are in no group and have used no command for long, after a notice by direct message (design 4.8). Each in its own
 * transaction, which checks again: they may have come back just now.
 */

import { mondayOf } from '../core/calendar.ts'
import { dayOf, idleStep, idleUntil } from '../core/idle.ts'
import { deletionMessageId } from '../core/outbox-message.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { NotificationDeps } from './deps.ts'

export const purgeIdle = async (deps: NotificationDeps & { isStopping: () => boolean }): Promise<void> => {
  const { store, clock, log, isStopping } = deps
  const now = clock()
  // Idle time counts in days, so once an hour is enough.
  if (now.toZonedDateTimeISO('UTC').minute !== 0) return
  await store.learnerNotes.noteUnknownLastSeen(dayOf(now))
  let deleted = 0
  for (const idle of await store.reads.idleLearners(idleUntil(now))) {
    if (isStopping()) return
    if (idleStep(idle, now) === undefined) continue
    try {
      if ((await takeStep(idle.learnerId, deps)) === 'deletion') deleted += 1
    } catch (error) {
      // One failure does not stop the others; the store logs an outage itself.
      if (error instanceof StoreUnavailable) throw error
      log.error({ err: error, learner: idle.learnerId }, 'an idle learner could not be deleted or notified')
    }
  }
  if (deleted > 0) log.info({ deleted }, 'idle learners were deleted')
}

const takeStep = async (learnerId: string, { store, clock, newId }: NotificationDeps) => {
  const now = clock()
  const result = await store.transaction({ id: `idle ${newId()}`, at: now }, async (within) => {
    const [[idle], [account]] = await Promise.all([
      within.idleLearners(idleUntil(now), learnerId),
      within.accountsOf(learnerId),
    ])
    const step = idle && idleStep(idle, now)
    if (!account || !step) return {}
    if (step === 'deletion') {
      await within.deletePerson(account)
      return { step }
    }
    const week = mondayOf(dayOf(now))
    const [platform = ''] = account.split(':')
    const message = { kind: 'deletion' as const, learnerId, orderingKey: learnerId, platform, week, dueAt: now }
    await within.enqueue([{ ...message, id: deletionMessageId(learnerId, week) }], now)
    return { step }
  })
  return 'repeated' in result ? undefined : result.step
}
