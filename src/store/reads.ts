/** Looks into the database: each a statement or two, however much there is in it. */
import type { Reads } from '../bot/store.ts'
import type { Client } from './clients.ts'
import {
  type Completion as CompletionRow,
  type StudyGroup as GroupRow,
  type Learner as LearnerRow,
  Prisma,
} from './generated/sqlite/client.ts'
import { toCompletion, toDate, toGroup, toInstant, toLearner, toMember } from './rows.ts'

/** Such marks stand beside announcements: both say that something happened once and for all. */
export const paidMark = 'paid '

export const createReads = (db: Client): Reads => ({
  // Joins by hand: Prisma would ask "is there a channel" of every group, and "an account" of every learner.
  async groupAt({ platform, workspace, channel }) {
    const [row] = await db.$queryRaw<GroupRow[]>`
      SELECT g.* FROM "Channel" c JOIN "StudyGroup" g ON g."id" = c."groupId"
      WHERE c."platform" = ${platform} AND c."workspace" = ${workspace} AND c."channel" = ${channel}`
    return row && toGroup(row)
  },
  async groupsOf(learnerId) {
    const rows = await db.studyGroup.findMany({
      where: { endedOn: null, memberships: { some: { learnerId, leftOn: null } } },
      orderBy: [{ createdOn: 'asc' }, { id: 'asc' }],
    })
    return rows.map(toGroup)
  },
  async channelsOf(groupId) {
    const rows = await db.channel.findMany({ where: { groupId }, orderBy: { position: 'asc' } })
    return rows.map(({ platform, workspace, channel }) => ({ platform, workspace, channel }))
  },
  async learnerOf(actorId) {
    const [row] = await db.$queryRaw<LearnerRow[]>`
      SELECT l.* FROM "Account" a JOIN "Learner" l ON l."id" = a."learnerId" WHERE a."id" = ${actorId}`
    return row && toLearner(row)
  },
  async membersOf(groupId) {
    const rows = await db.membership.findMany({
      where: { groupId },
      include: { learner: true },
      orderBy: { id: 'asc' },
    })
    return rows.map(toMember)
  },
  // By hand as well: of a thousand rows, Prisma's own way of reading them takes longer than everything else of a board.
  async completionsOf(learnerIds, roadmapId, from) {
    if (learnerIds.length === 0) return []
    const day = from?.toString()
    // Instants are text too: one of that day or later sorts after the bare date.
    const recent = day === undefined ? Prisma.empty : Prisma.sql`AND ("doneOn" >= ${day} OR "recordedAt" >= ${day})`
    const rows = await db.$queryRaw<CompletionRow[]>`
      SELECT * FROM "Completion"
      WHERE "learnerId" IN (${Prisma.join([...learnerIds])}) AND "roadmapId" = ${roadmapId} ${recent}
      ORDER BY "id"`
    return rows.map(toCompletion)
  },
  async skipsOf(learnerIds, roadmapId) {
    if (learnerIds.length === 0) return []
    return db.skip.findMany({
      where: { learnerId: { in: [...learnerIds] }, roadmapId },
      select: { learnerId: true, itemId: true },
    })
  },
  async closingsOf(groupId) {
    const rows = await db.weekClosing.findMany({ where: { groupId }, orderBy: { week: 'desc' } })
    return rows.map(({ week, closedAt }) => ({ week: toDate(week), closedAt: toInstant(closedAt) }))
  },
  boardOf(groupId, week) {
    return db.weekRow.findMany({
      where: { groupId, week: week.toString() },
      orderBy: [{ rank: 'asc' }, { learnerId: 'asc' }],
      select: { learnerId: true, points: true, rank: true },
    })
  },
  async paidOf(groupId) {
    const rows = await db.announcement.findMany({ where: { groupId, what: { startsWith: paidMark } } })
    return rows.map(({ learnerId, what }) => ({ learnerId, unit: what.slice(paidMark.length) }))
  },
  async exportOf(learnerId) {
    const everything = await db.learner.findUnique({
      where: { id: learnerId },
      include: {
        accounts: { select: { id: true } },
        memberships: {
          select: { group: { select: { name: true } }, joinedOn: true, leftOn: true, organizer: true },
          orderBy: { id: 'asc' },
        },
        completions: { omit: { learnerId: true, requestId: true }, orderBy: { id: 'asc' } },
        skips: { omit: { learnerId: true } },
        rows: {
          select: { closing: { select: { group: { select: { name: true } } } }, week: true, points: true, rank: true },
        },
        announcements: { select: { group: { select: { name: true } }, what: true } },
      },
    })
    return { ...everything }
  },
})
