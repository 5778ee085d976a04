/** Who has been in no group and used no command for long, with what they were told of it. One statement. */
import type { PlainDate } from '../core/calendar.ts'
import type { IdleLearner } from '../core/idle.ts'
import type { Client } from './clients.ts'
import { type OutboxMessage as OutboxMessageRow, Prisma } from './generated/sqlite/client.ts'
import { toDate, toInstant } from './rows.ts'

type Row = { id: string; since: string } & { [Name in 'dueAt' | 'state' | 'reason']: OutboxMessageRow[Name] | null }

export const idleLearners = async (
  db: Pick<Client, '$queryRaw'>,
  until: PlainDate,
  learnerId?: string,
): Promise<IdleLearner[]> => {
  const day = until.toString()
  const only = learnerId === undefined ? Prisma.empty : Prisma.sql`AND l."id" = ${learnerId}`
  const rows = await db.$queryRaw<Row[]>`
    SELECT i."id", i."since", p."dueAt", p."state", p."reason"
    FROM (
      SELECT l."id",
        CASE WHEN MAX(m."leftOn") > l."lastSeenOn" THEN MAX(m."leftOn") ELSE l."lastSeenOn" END AS "since"
      FROM "Learner" l LEFT JOIN "Membership" m ON m."learnerId" = l."id"
      WHERE l."lastSeenOn" <= ${day} ${only}
        AND NOT EXISTS (SELECT 1 FROM "Membership" n WHERE n."learnerId" = l."id" AND n."leftOn" IS NULL)
      GROUP BY l."id", l."lastSeenOn") i
    LEFT JOIN "OutboxMessage" p ON p."learnerId" = i."id" AND p."kind" = 'deletion'
    WHERE i."since" <= ${day}
    ORDER BY i."since", i."id", p."dueAt"`
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => ({
    learnerId: id,
    since: toDate(own[0]?.since ?? day),
    notices: own.flatMap(({ dueAt, state, reason }) =>
      dueAt === null ? [] : [{ dueAt: toInstant(dueAt), missed: state === 'skipped' && reason === 'late' }],
    ),
  }))
}
