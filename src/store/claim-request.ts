/** Records the ids of requests that changed something, so that a request that is delivered twice counts once. */
import type { Instant } from '../core/calendar.ts'
import type { Client } from './clients.ts'
import { fromInstant } from './rows.ts'

/** About one change in so many also deletes old request ids. */
const deleteOldEvery = 50

/** True when this request is new. As the first statement of a change it also takes SQLite's write lock, before anything is read. */
export const claimRequest = async (
  db: Client,
  { id, at }: { id: string; at: Instant },
  days: number,
): Promise<boolean> => {
  const fresh = await db.$executeRaw`
    INSERT INTO "HandledRequest" ("id", "at") VALUES (${id}, ${fromInstant(at)}) ON CONFLICT DO NOTHING`
  if (fresh > 0 && at.epochMilliseconds % deleteOldEvery === 0) {
    await db.handledRequest.deleteMany({ where: { at: { lt: fromInstant(at.subtract({ hours: 24 * days })) } } })
  }
  return fresh > 0
}
