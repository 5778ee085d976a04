/** The message that somebody's data will be deleted: unless they are in a group again, or have used a command. */
import { deletionDay, idleUntil } from '../core/idle.ts'
import type { Post } from '../core/post.ts'
import { deletionNotice } from '../views/deletion-notice.ts'
import type { Composed, Composing } from './compose.ts'

export const composeDeletion = async ({ learnerId = '' }: Post, { reads, now }: Composing): Promise<Composed> => {
  const [[idle], [account]] = await Promise.all([
    reads.idleLearners(idleUntil(now), learnerId),
    reads.accountsOf(learnerId),
  ])
  if (!idle || !account) return { skip: 'returned' }
  return { direct: account, reply: deletionNotice({ since: idle.since, on: deletionDay(idle, now) }) }
}
