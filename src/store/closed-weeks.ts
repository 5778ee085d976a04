/** Closed weeks of groups in the database, with their boards. */
import type { PlainDate } from '../core/calendar.ts'
import type { ClosedWeekReader, ClosedWeekWriter } from '../ports/closed-weeks.ts'
import { type BatchOptions, batchedById, batchedReads, unique } from './batched-reads.ts'
import type { Client } from './clients.ts'
import { fromInstant, toDate, toInstant } from './rows.ts'

/** Scored units are rows of the table of announcements, marked with this prefix: both happen once and for all. */
const scoredMark = 'scored '

type BoardKey = { groupId: string; week: PlainDate }

export const createClosedWeekReader = (db: Client, options: BatchOptions = {}): ClosedWeekReader => {
  const byId = batchedById(options)
  const boardOf = batchedReads(
    {
      read: (keys: readonly BoardKey[]) =>
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
    options,
  )

  return {
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
  }
}

export const createClosedWeekWriter = (db: Client): ClosedWeekWriter => ({
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
})
