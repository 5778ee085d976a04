/** Builds the notice that a learner's data will be deleted; skipped if they are in a group again or have used a command. */
import { deletionDay, idleUntil } from '../core/idle.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import { deletionNotice } from '../views/deletion-notice.ts'
import type { BuildDeps, BuiltMessage } from './built-message.ts'

export const buildDeletionNotice = async (
  { learnerId = '' }: OutboxMessage,
  { reads, now }: BuildDeps,
): Promise<BuiltMessage> => {
  const [[idle], [account]] = await Promise.all([
    reads.idleLearners(idleUntil(now), learnerId),
    reads.accountsOf(learnerId),
  ])
  if (!idle || !account) return { skip: 'returned' }
  return { direct: account, reply: deletionNotice({ since: idle.since, on: deletionDay(idle, now) }) }
}
