/** Changes to the database, inside a transaction. Unique keys decide what is there already, never a look before. */

import type { Instant } from '../core/calendar.ts'
import type { SkipReason } from '../core/outbox-message.ts'
import type { Writes } from '../ports/store.ts'
import type { Client } from './clients.ts'
import { deletePerson } from './delete-person.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { refreshName } from './names.ts'
import { skippedUnlessUnconfirmed } from './outbox.ts'
import { scoredMark } from './reads.ts'
import { fromGroup, fromInstant, fromLearner, fromNewMessage, toLearner } from './rows.ts'

/** Later than any instant that is asked for. */
const never = '9999-12-31T00:00:00.000000000Z'

export const createWrites = (db: Client, newId: () => string): Writes => ({
  async upsertLearner(actor, where) {
    const { id } = actor
    const account = await db.account.findUnique({ where: { id }, include: { learner: true } })
    const fresh = { id: newId(), visibility: 'named', remindersEnabled: false, away: '[]' }
    const learner = account?.learner ?? (await db.learner.create({ data: { ...fresh, accounts: { create: { id } } } }))
    await refreshName({ reader: db, writer: db }, actor, where)
    return toLearner(learner)
  },
  async saveLearner(learner) {
    await db.learner.update({ where: { id: learner.id }, data: fromLearner(learner) })
  },
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
    // Whoever asks has checked it: this is the last lock on that door.
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
  async record(completions) {
    if (completions.length === 0) return []
    const values = completions.map(
      ({ learnerId, roadmapId, itemId, part, on, recordedAt, known, link, requestId }) =>
        Prisma.sql`(${learnerId}, ${roadmapId}, ${itemId}, ${part}, ${on.toString()}, ${fromInstant(recordedAt)}, ${known}, ${link ?? null}, ${requestId})`,
    )
    const fresh = await db.$queryRaw<{ itemId: string; part: number }[]>`
      INSERT INTO "Completion" ("learnerId", "roadmapId", "itemId", "part", "doneOn", "recordedAt", "known", "link", "requestId")
      VALUES ${Prisma.join(values)}
      ON CONFLICT DO NOTHING RETURNING "itemId", "part"`
    const keys = new Set(fresh.map(({ itemId, part }) => `${itemId}#${part}`))
    return completions.filter(({ itemId, part }) => keys.has(`${itemId}#${part}`))
  },
  async takeBack(completions) {
    const units = completions.map(({ learnerId, roadmapId, itemId, part }) => ({ learnerId, roadmapId, itemId, part }))
    await db.completion.deleteMany({ where: { OR: units } })
  },
  async skip(learnerId, roadmapId, itemId) {
    await db.$executeRaw`
      INSERT INTO "Skip" ("learnerId", "roadmapId", "itemId") VALUES (${learnerId}, ${roadmapId}, ${itemId})
      ON CONFLICT DO NOTHING`
  },
  async unskip(learnerId, roadmapId, itemId) {
    await db.skip.deleteMany({ where: { learnerId, roadmapId, itemId } })
  },
  async closeWeek(groupId, { week, closedAt }, rows) {
    const day = week.toString()
    const closed = await db.$executeRaw`
      INSERT INTO "ClosedWeek" ("groupId", "week", "closedAt") VALUES (${groupId}, ${day}, ${fromInstant(closedAt)})
      ON CONFLICT DO NOTHING`
    if (closed === 0) return false
    const kept = rows.map(({ learnerId, points, rank }) => ({ groupId, week: day, learnerId, points, rank }))
    if (kept.length > 0) await db.closedWeekRow.createMany({ data: kept })
    return true
  },
  async markScored(groupId, { learnerId, unit }) {
    await db.$executeRaw`
      INSERT INTO "Announcement" ("groupId", "learnerId", "what") VALUES (${groupId}, ${learnerId}, ${scoredMark + unit})
      ON CONFLICT DO NOTHING`
  },
  async markAnnounced(groupId, learnerId, what) {
    const first = await db.$executeRaw`
      INSERT INTO "Announcement" ("groupId", "learnerId", "what") VALUES (${groupId}, ${learnerId}, ${what})
      ON CONFLICT DO NOTHING`
    return first > 0
  },
  async enqueue(posts, at) {
    if (posts.length === 0) return 0
    const values = posts.map(({ skipped, ...post }) => {
      const row = fromNewMessage(post)
      const [state, completedAt] = skipped ? ['skipped', fromInstant(at)] : ['pending', null]
      return Prisma.sql`(${row.id}, ${row.kind}, ${row.groupId}, ${row.learnerId}, ${row.platform}, ${row.orderingKey}, ${row.week}, ${row.about}, ${row.dueAt}, ${state}, ${row.nextAt}, ${skipped ?? null}, ${completedAt})`
    })
    return db.$executeRaw`
      INSERT INTO "OutboxMessage" ("id", "kind", "groupId", "learnerId", "platform", "orderingKey", "week", "about", "dueAt", "state", "nextAt", "reason", "completedAt")
      VALUES ${Prisma.join(values)} ON CONFLICT DO NOTHING`
  },
  async rescheduleGroup(groupId, was, next) {
    const advanced = await db.$executeRaw`
      UPDATE "StudyGroup" SET "nextPostAt" = ${fromInstant(next)}
      WHERE "id" = ${groupId} AND "nextPostAt" = ${fromInstant(was)}`
    return advanced > 0
  },
  async rescheduleLearner(learnerId, was, next) {
    const advanced = await db.$executeRaw`
      UPDATE "Learner" SET "nextReminderAt" = ${fromInstant(next)}
      WHERE "id" = ${learnerId} AND "nextReminderAt" = ${fromInstant(was)}`
    return advanced > 0
  },
  async requeueSkipped(groupId, reason, since) {
    const { count } = await db.outboxMessage.updateMany({
      where: { groupId, state: 'skipped', reason, dueAt: { gt: fromInstant(since) } },
      data: { state: 'pending', reason: null, completedAt: null },
    })
    return count
  },
  async cancelPending(groupId, reason, at) {
    await skipPending(db, { groupId, reason, at })
  },
  async deleteGroup(groupId) {
    // When they were last in a group goes with it: for those who were, the time begins anew.
    await db.learner.updateMany({
      where: { memberships: { some: { groupId, leftOn: null } } },
      data: { lastSeenOn: null },
    })
    await db.studyGroup.deleteMany({ where: { id: groupId } })
  },
  deletePerson: (actorId) => deletePerson(db, actorId),
})

type Skipping = { groupId: string; reason: SkipReason; at?: Instant }

const skipPending = (db: Client, { groupId, reason, at }: Skipping) => db.$executeRaw`
  UPDATE "OutboxMessage" SET ${skippedUnlessUnconfirmed(reason)}, "completedAt" = ${at ? fromInstant(at) : null}
  WHERE "groupId" = ${groupId} AND "state" = 'pending'`

type Where = Parameters<Writes['createGroup']>[1]

/** Takes a channel for a group; false when it is taken. */
const takeChannel = async (db: Client, groupId: string, { platform, workspace, channel }: Where): Promise<boolean> => {
  const taken = await db.$executeRaw`
    INSERT INTO "Channel" ("platform", "workspace", "channel", "groupId", "position")
    VALUES (${platform}, ${workspace}, ${channel}, ${groupId}, 0)
    ON CONFLICT DO NOTHING`
  return taken > 0
}
