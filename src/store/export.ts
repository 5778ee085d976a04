/**
 * Everything that is stored about a person, as plain data (design 4.8): whole rows, section by section, so that no column is forgotten, and
 * beside ids of groups their names. What stands in each is said by `views/export-fields.ts`; a test compares both with the schema.
 */
import type { ActorId } from '../chat/invocation.ts'
import type { StoredPerson, StoredRow } from '../ports/learners.ts'
import type { Client } from './clients.ts'

const withGroup = { group: { select: { name: true } } } as const

export const everythingOf = async (db: Client, actorId: ActorId): Promise<StoredPerson> => {
  const account = await db.account.findUnique({ where: { id: actorId }, select: { learnerId: true } })
  const learnerId = account?.learnerId ?? ''
  const where = { learnerId }
  const accounts = await db.account.findMany({ where, orderBy: { id: 'asc' } })
  const accountIds = accounts.map(({ id }) => id)
  const rows = await db.closedWeekRow.findMany({
    where,
    include: { closedWeek: { select: { closedAt: true, ...withGroup } } },
    orderBy: { week: 'asc' },
  })
  const sections: StoredPerson = {
    person: await db.learner.findMany({ where: { id: learnerId } }),
    accounts,
    names: await db.accountName.findMany({ where: { accountId: { in: accountIds } }, orderBy: { workspace: 'asc' } }),
    memberships: (await db.membership.findMany({ where, include: withGroup, orderBy: { id: 'asc' } })).map(named),
    completions: await db.completion.findMany({ where, orderBy: { id: 'asc' } }),
    skips: await db.skip.findMany({ where }),
    boardRows: rows.map(({ closedWeek, ...row }) => ({
      ...row,
      groupName: closedWeek.group.name,
      closedAt: closedWeek.closedAt,
    })),
    announcements: (await db.announcement.findMany({ where, include: withGroup })).map(named),
    posts: (await db.outboxMessage.findMany({ where, include: withGroup, orderBy: { dueAt: 'asc' } })).map(named),
    ...(await ownGroupsOf(db, learnerId)),
    // Also of somebody who only asked questions, and is no learner.
    storedActions: await db.storedAction.findMany({
      where: { ownerId: { in: [actorId, ...accountIds] } },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    }),
  }
  return Object.fromEntries(Object.entries(sections).filter(([, found]) => found.length > 0))
}

/** Nobody else was ever in these groups, so they go with the person. */
const ownGroupsOf = async (db: Client, learnerId: string): Promise<StoredPerson> => {
  const ownGroups = await db.studyGroup.findMany({
    where: { memberships: { some: { learnerId }, every: { learnerId } } },
    orderBy: { id: 'asc' },
  })
  const where = { groupId: { in: ownGroups.map(({ id }) => id) } }
  return {
    ownGroups,
    ownGroupChannels: await db.channel.findMany({ where, orderBy: { position: 'asc' } }),
    ownGroupWeeks: await db.closedWeek.findMany({ where, orderBy: { week: 'asc' } }),
    // Those that are about the person are among theirs.
    ownGroupPosts: await db.outboxMessage.findMany({ where: { ...where, learnerId: null }, orderBy: { dueAt: 'asc' } }),
  }
}

const named = ({ group, ...row }: StoredRow & { group: { name: string } | null }): StoredRow => ({
  ...row,
  ...(group && { groupName: group.name }),
})
