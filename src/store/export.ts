/** Everything that is stored about a learner, as plain data (design 4.8). */
import type { Client } from './clients.ts'

export const everythingOf = async (db: Client, learnerId: string): Promise<Record<string, unknown>> => {
  const everything = await db.learner.findUnique({
    where: { id: learnerId },
    include: {
      accounts: { select: { id: true, names: { select: { workspace: true, name: true } } } },
      memberships: {
        select: { group: { select: { name: true } }, joinedOn: true, leftOn: true, organizer: true },
        orderBy: { id: 'asc' },
      },
      completions: { omit: { learnerId: true, requestId: true }, orderBy: { id: 'asc' } },
      skips: { omit: { learnerId: true } },
      rows: {
        select: {
          closing: { select: { group: { select: { name: true } } } },
          week: true,
          points: true,
          rank: true,
        },
      },
      announcements: { select: { group: { select: { name: true } }, what: true } },
      posts: {
        select: { kind: true, week: true, about: true, dueAt: true, state: true },
        orderBy: { dueAt: 'asc' },
      },
    },
  })
  return { ...everything }
}
