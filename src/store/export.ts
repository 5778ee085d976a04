/** Everything that is stored about a person, as plain data: whole rows, so that nothing is forgotten (design 4.8). */
import type { ActorId } from '../bot/invocation.ts'
import type { Client } from './clients.ts'

const ofGroup = { group: { select: { name: true } } } as const

export const everythingOf = async (db: Client, actorId: ActorId): Promise<Record<string, unknown>> => {
  const account = await db.account.findUnique({
    where: { id: actorId },
    include: {
      learner: {
        include: {
          accounts: { include: { names: true }, orderBy: { id: 'asc' } },
          memberships: { include: ofGroup, orderBy: { id: 'asc' } },
          completions: { orderBy: { id: 'asc' } },
          skips: true,
          rows: { include: { closing: { include: ofGroup } }, orderBy: { week: 'asc' } },
          announcements: { include: ofGroup },
          posts: { orderBy: { dueAt: 'asc' } },
        },
      },
    },
  })
  const { id: learnerId = '', accounts = [] } = account?.learner ?? {}
  // Nobody else was ever in these, so they go with the person.
  const ownGroups = await db.studyGroup.findMany({
    where: { memberships: { some: { learnerId }, every: { learnerId } } },
    include: { channels: true, closings: true, posts: true },
  })
  // Also of somebody who only asked questions, and is no learner.
  const storedActions = await db.storedAction.findMany({
    where: { ownerId: { in: [actorId, ...accounts.map(({ id }) => id)] } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  return {
    ...account?.learner,
    ...(ownGroups.length > 0 && { ownGroups }),
    ...(storedActions.length > 0 && { storedActions }),
  }
}
