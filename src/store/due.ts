/** Rows by the time at which they fall due, read page by page. */
import type { Instant } from '../core/calendar.ts'
import type { Due } from '../ports/groups.ts'
import type { Client } from './clients.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { fromInstant, toInstant } from './rows.ts'

/** The page begins after this row, in the order of time and id. */
const isAfter = (after: Due | undefined, column: Prisma.Sql) => {
  if (!after) return Prisma.empty
  const at = fromInstant(after.dueAt)
  return Prisma.sql`AND (${column} > ${at} OR (${column} = ${at} AND "id" > ${after.id}))`
}

type Query = { table: 'StudyGroup' | 'Learner'; column: 'nextPostAt' | 'nextReminderAt'; only?: Prisma.Sql }

/** Rows of a table whose time in a column has come. One statement. */
export const createDueReader =
  (db: Pick<Client, '$queryRaw'>, { table, column, only = Prisma.empty }: Query) =>
  async (now: Instant, after: Due | undefined, max: number): Promise<Due[]> => {
    const [from, at] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)]
    const rows = await db.$queryRaw<{ id: string; dueAt: string }[]>`
      SELECT "id", ${at} AS "dueAt" FROM ${from}
      WHERE ${at} <= ${fromInstant(now)} ${isAfter(after, at)} ${only}
      ORDER BY ${at}, "id" LIMIT ${max}`
    return rows.map(({ id, dueAt }) => ({ id, dueAt: toInstant(dueAt) }))
  }
