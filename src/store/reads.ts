/** Looks into the database: each a statement or two, however much there is in it; together with others that come at the same time. */

import type { PlainDate } from '../core/calendar.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import type { Reads } from '../ports/store.ts'
import { batchedReads } from './batched-reads.ts'
import type { Client } from './clients.ts'
import { everythingOf } from './export.ts'
import {
  type Completion as CompletionRow,
  type StudyGroup as GroupRow,
  type Learner as LearnerRow,
  Prisma,
} from './generated/sqlite/client.ts'
import { idleLearners } from './idle-learners.ts'
import { membersIn } from './names.ts'
import { toCompletion, toDate, toGroup, toInstant, toLearner, toMember, toOutboxMessage } from './rows.ts'

/** Such marks stand beside announcements: both say that something happened once and for all. */
export const scoredMark = 'paid '

const unique = (keys: readonly string[]) => [...new Set(keys)]

type AskedBoard = { groupId: string; week: PlainDate }
type AskedCompletions = { learnerIds: readonly string[]; roadmapId: string; from?: PlainDate }

/** `patient`: looks wait for those that others ask for in the same turn. Within a change nothing waits: others wait for its end. */
export const createReads = (db: Client, timeoutMs: { patient?: boolean } = {}): Reads => {
  /** What is asked for by one id. */
  const byId = <Row, Value>(
    read: (ids: string[]) => Promise<Row[]>,
    nameOf: (row: Row) => string,
    toValue: (rows: readonly Row[]) => Value,
  ) =>
    batchedReads(
      { read: (ids: readonly string[]) => read(unique(ids)), nameOf, namesOf: (id) => [id], toValue },
      timeoutMs,
    )

  const completionsOf = batchedReads(
    {
      async read(keys: readonly AskedCompletions[]) {
        const alike = Map.groupBy(keys, ({ roadmapId, from }) => `${roadmapId} ${from}`)
        const found = [...alike.values()].map(async ([first = never(), ...others]) => {
          const { roadmapId, from } = first
          const ids = unique([first, ...others].flatMap(({ learnerIds }) => learnerIds))
          const day = from?.toString()
          // Instants are text too: one of that day or later sorts after the bare date.
          const recent =
            day === undefined ? Prisma.empty : Prisma.sql`AND ("doneOn" >= ${day} OR "recordedAt" >= ${day})`
          // By hand: of a thousand rows, Prisma's own way of reading them takes longer than everything else of a board.
          const rows = await db.$queryRaw<CompletionRow[]>`
          SELECT * FROM "Completion"
          WHERE "learnerId" IN (${Prisma.join(ids)}) AND "roadmapId" = ${roadmapId} ${recent}
          ORDER BY "id"`
          return rows.map((row) => ({ row, from }))
        })
        return (await Promise.all(found)).flat()
      },
      nameOf: ({ row, from }) => `${row.learnerId} ${row.roadmapId} ${from}`,
      namesOf: ({ learnerIds, roadmapId, from }) => learnerIds.map((id) => `${id} ${roadmapId} ${from}`),
      toValue: (found) => found.toSorted((a, b) => a.row.id - b.row.id).map(({ row }) => toCompletion(row)),
    },
    timeoutMs,
  )

  const skipsOf = batchedReads(
    {
      read: (keys: readonly AskedCompletions[]) =>
        db.skip.findMany({
          where: {
            learnerId: { in: unique(keys.flatMap(({ learnerIds }) => learnerIds)) },
            roadmapId: { in: unique(keys.map(({ roadmapId }) => roadmapId)) },
          },
        }),
      nameOf: ({ learnerId, roadmapId }) => `${learnerId} ${roadmapId}`,
      namesOf: ({ learnerIds, roadmapId }) => learnerIds.map((id) => `${id} ${roadmapId}`),
      toValue: (rows) => rows.map(({ learnerId, itemId }) => ({ learnerId, itemId })),
    },
    timeoutMs,
  )

  const boardOf = batchedReads(
    {
      read: (keys: readonly AskedBoard[]) =>
        db.closedWeekRow.findMany({
          where: {
            groupId: { in: unique(keys.map(({ groupId }) => groupId)) },
            week: { in: unique(keys.map(({ week }) => week.toString())) },
          },
          orderBy: [{ rank: 'asc' }, { learnerId: 'asc' }],
        }),
      nameOf: ({ groupId, week }) => `${groupId} ${week}`,
      namesOf: ({ groupId, week }) => [`${groupId} ${week.toString()}`],
      toValue: (rows) => rows.map(({ learnerId, points, rank }) => ({ learnerId, points, rank })),
    },
    timeoutMs,
  )

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
    async learnerOf(actorId) {
      const [row] = await db.$queryRaw<LearnerRow[]>`
        SELECT l.* FROM "Account" a JOIN "Learner" l ON l."id" = a."learnerId" WHERE a."id" = ${actorId}`
      return row && toLearner(row)
    },
    learner: byId(
      (ids) => db.learner.findMany({ where: { id: { in: ids } } }),
      ({ id }) => id,
      ([row]) => row && toLearner(row),
    ),
    accountsOf: byId(
      (ids) => db.account.findMany({ where: { learnerId: { in: ids } }, orderBy: { id: 'asc' } }),
      ({ learnerId }) => learnerId,
      (rows) => rows.map(({ id }) => id),
    ),
    membersOf: byId(
      (ids) => membersIn(db, ids),
      ({ groupId }) => groupId,
      (rows) => rows.map(toMember),
    ),
    async completionsOf(learnerIds, roadmapId, from) {
      if (learnerIds.length === 0) return []
      return completionsOf({ learnerIds, roadmapId, ...(from && { from }) })
    },
    async skipsOf(learnerIds, roadmapId) {
      return learnerIds.length === 0 ? [] : skipsOf({ learnerIds, roadmapId })
    },
    closedWeeksOf: byId(
      (ids) => db.closedWeek.findMany({ where: { groupId: { in: ids } }, orderBy: { week: 'desc' } }),
      ({ groupId }) => groupId,
      (rows) => rows.map(({ week, closedAt }) => ({ week: toDate(week), closedAt: toInstant(closedAt) })),
    ),
    async lastClosingOf(learnerId) {
      const [row] = await db.$queryRaw<{ closedAt: string | null }[]>`
        SELECT MAX(c."closedAt") AS "closedAt" FROM "Membership" m JOIN "ClosedWeek" c ON c."groupId" = m."groupId"
        WHERE m."learnerId" = ${learnerId} AND m."leftOn" IS NULL`
      return row?.closedAt ? toInstant(row.closedAt) : undefined
    },
    boardOf: (groupId, week) => boardOf({ groupId, week }),
    scoredUnitsOf: byId(
      (ids) => db.announcement.findMany({ where: { groupId: { in: ids }, what: { startsWith: scoredMark } } }),
      ({ groupId }) => groupId,
      (rows) => rows.map(({ learnerId, what }) => ({ learnerId, unit: what.slice(scoredMark.length) })),
    ),
    async postsOf(groupId, most, which) {
      const rows = await db.outboxMessage.findMany({
        where: { groupId, ...(which === 'weekly' && { kind: { in: ['week', 'end'] } }) },
        orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
        take: most,
      })
      return rows.map(toOutboxMessage)
    },
    async endAnnouncedIn(groupId) {
      const row = await db.outboxMessage.findFirst({
        where: { groupId, kind: 'end', state: { not: 'skipped' } },
        orderBy: { dueAt: 'desc' },
      })
      return row?.week ? toDate(row.week) : undefined
    },
    async blockedGroups() {
      // Greater than nothing rather than not null: only so does SQLite use its index.
      const rows = await db.studyGroup.findMany({ where: { deliveryBlock: { gt: '' }, endedOn: null } })
      return rows.map(toGroup)
    },
    async unreachableLearners() {
      return (await db.learner.findMany({ where: { unreachable: true } })).map(toLearner)
    },
    idleLearners: (...asked) => idleLearners(db, ...asked),
    async storedLine(id) {
      return (await db.storedAction.findUnique({ where: { id } }))?.line
    },
    exportOf: (actorId) => everythingOf(db, actorId),
  }
}

const never = (): never => {
  throw new LoggableError('a group of nothing')
}
