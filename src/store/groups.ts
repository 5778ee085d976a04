/** Study groups in the database: settings, channels and members. Unique keys decide what exists already, never a read before. */
import type { Address } from '../chat/invocation.ts'
import type { GroupReader, GroupWriter } from '../ports/groups.ts'
import { type BatchOptions, batchedById } from './batched-reads.ts'
import type { Client } from './clients.ts'
import { createDueReader } from './due.ts'
import { type StudyGroup as GroupRow, Prisma } from './generated/sqlite/client.ts'
import { membersIn } from './names.ts'
import { skipPending } from './outbox.ts'
import { fromGroup, fromInstant, toGroup, toMember } from './rows.ts'

/** Later than any time at which something is due. */
const never = '9999-12-31T00:00:00.000000000Z'

export const createGroupReader = (db: Client, options: BatchOptions = {}): GroupReader => {
  const byId = batchedById(options)
  return {
    // Joins by hand: Prisma would ask "is there a channel" of every group, and "an account" of every learner.
    async groupAt({ platform, workspace, channel }) {
      const [row] = await db.$queryRaw<GroupRow[]>`
        SELECT g.* FROM "Channel" c JOIN "StudyGroup" g ON g."id" = c."groupId"
        WHERE c."platform" = ${platform} AND c."workspace" = ${workspace} AND c."channel" = ${channel}`
      return row && toGroup(row)
    },
    async groupsIn({ platform, workspace, channel }) {
      const there = channel === undefined ? Prisma.empty : Prisma.sql`AND c."channel" = ${channel}`
      const rows = await db.$queryRaw<GroupRow[]>`
        SELECT g.* FROM "Channel" c JOIN "StudyGroup" g ON g."id" = c."groupId"
        WHERE c."platform" = ${platform} AND c."workspace" = ${workspace} ${there}
        ORDER BY g."createdOn", g."id"`
      return rows.map(toGroup)
    },
    async workspaces() {
      const rows = await db.$queryRaw<{ platform: string; workspace: string; groups: number | bigint }[]>`
        SELECT "platform", "workspace", COUNT(DISTINCT "groupId") AS "groups" FROM "Channel"
        GROUP BY "platform", "workspace" ORDER BY "platform", "workspace"`
      return rows.map(({ groups, ...place }) => ({ ...place, groups: Number(groups) }))
    },
    groupOf: byId(
      (ids) => db.studyGroup.findMany({ where: { id: { in: ids }, endedOn: null } }),
      ({ id }) => id,
      ([row]) => row && toGroup(row),
    ),
    async groupsOf(learnerId) {
      const rows = await db.studyGroup.findMany({
        where: { endedOn: null, memberships: { some: { learnerId, leftOn: null } } },
        orderBy: [{ createdOn: 'asc' }, { name: 'asc' }, { id: 'asc' }],
      })
      return rows.map(toGroup)
    },
    async groupCountsOf(learnerId) {
      const [row] = await db.$queryRaw<{ joined: number | bigint | null; founded: number | bigint | null }[]>`
        SELECT SUM(CASE WHEN m."leftOn" IS NULL THEN 1 ELSE 0 END) AS "joined",
          SUM(CASE WHEN NOT EXISTS (
            SELECT 1 FROM "Membership" e WHERE e."groupId" = m."groupId" AND e."id" < m."id") THEN 1 ELSE 0 END) AS "founded"
        FROM "Membership" m JOIN "StudyGroup" g ON g."id" = m."groupId"
        WHERE m."learnerId" = ${learnerId} AND g."endedOn" IS NULL`
      return { joined: Number(row?.joined ?? 0), founded: Number(row?.founded ?? 0) }
    },
    channelsOf: byId(
      (ids) => db.channel.findMany({ where: { groupId: { in: ids } }, orderBy: { position: 'asc' } }),
      ({ groupId }) => groupId,
      (rows) => rows.map(({ platform, workspace, channel }) => ({ platform, workspace, channel })),
    ),
    membersOf: byId(
      (ids) => membersIn(db, ids),
      ({ groupId }) => groupId,
      (rows) => rows.map(toMember),
    ),
    async blockedGroups() {
      // Greater than nothing rather than not null: only so does SQLite use its index.
      const rows = await db.studyGroup.findMany({ where: { deliveryBlock: { gt: '' }, endedOn: null } })
      return rows.map(toGroup)
    },
    groupsDue: createDueReader(db, {
      table: 'StudyGroup',
      column: 'nextPostAt',
      only: Prisma.sql`AND "endedOn" IS NULL`,
    }),
  }
}

export const createGroupWriter = (db: Client): GroupWriter => ({
  async createGroup(group, where) {
    await db.studyGroup.create({ data: fromGroup(group) })
    if (await takeChannel(db, group.id, where)) return true
    await db.studyGroup.delete({ where: { id: group.id } })
    return false
  },
  async saveGroup(group) {
    await db.studyGroup.update({ where: { id: group.id }, data: fromGroup(group) })
  },
  async moveGroup(groupId, where) {
    const before = await db.channel.findMany({ where: { groupId } })
    const leaves = before.some(
      ({ platform, workspace }) => platform !== where.platform || workspace !== where.workspace,
    )
    // The caller has checked it; this is the last guard.
    if (leaves) throw new Error('a group never leaves its server or workspace')
    if (!(await takeChannel(db, groupId, where))) return false
    await db.channel.deleteMany({
      where: { groupId, OR: before.map(({ platform, workspace, channel }) => ({ platform, workspace, channel })) },
    })
    return true
  },
  async endGroup(groupId, on) {
    const day = on.toString()
    await db.channel.deleteMany({ where: { groupId } })
    await db.membership.updateMany({ where: { groupId, leftOn: null }, data: { leftOn: day } })
    // Never due again: ticks would look at it every minute.
    await db.studyGroup.update({ where: { id: groupId }, data: { endedOn: day, nextPostAt: never } })
    await skipPending(db, { groupId, reason: 'ended' })
  },
  async saveMember({ learner, groupId, joinedOn, planFrom, leftOn, organizer, keptOut = false }) {
    const membership = {
      joinedOn: joinedOn.toString(),
      planFrom: planFrom.toString(),
      leftOn: leftOn?.toString() ?? null,
      organizer,
      keptOut,
    }
    await db.membership.upsert({
      where: { groupId_learnerId: { groupId, learnerId: learner.id } },
      create: { groupId, learnerId: learner.id, ...membership },
      update: membership,
    })
  },
  async markAnnounced(groupId, learnerId, what) {
    const first = await db.$executeRaw`
      INSERT INTO "Announcement" ("groupId", "learnerId", "what") VALUES (${groupId}, ${learnerId}, ${what})
      ON CONFLICT DO NOTHING`
    return first > 0
  },
  async rescheduleGroup(groupId, was, next) {
    const advanced = await db.$executeRaw`
      UPDATE "StudyGroup" SET "nextPostAt" = ${fromInstant(next)}
      WHERE "id" = ${groupId} AND "nextPostAt" = ${fromInstant(was)}`
    return advanced > 0
  },
  async deleteGroup(groupId) {
    // When they were last in a group goes with it: for those who were, the time begins anew.
    await db.learner.updateMany({
      where: { memberships: { some: { groupId, leftOn: null } } },
      data: { lastSeenOn: null },
    })
    await db.studyGroup.deleteMany({ where: { id: groupId } })
  },
})

/** Takes a channel for a group; false when another group has it. */
const takeChannel = async (
  db: Client,
  groupId: string,
  { platform, workspace, channel }: Address,
): Promise<boolean> => {
  const taken = await db.$executeRaw`
    INSERT INTO "Channel" ("platform", "workspace", "channel", "groupId", "position")
    VALUES (${platform}, ${workspace}, ${channel}, ${groupId}, 0)
    ON CONFLICT DO NOTHING`
  return taken > 0
}
