/** The database itself, looked into from outside of the bot; and held up, as another process does it. */
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { unitKey } from '../../src/core/points.ts'
import type { Facts } from './facts.ts'

/** A row of the outbox. Instants are text that sorts. */
export type PostRow = {
  id: string
  kind: string
  groupId: string | null
  week: string | null
  state: string
  reason: string | null
  dueAt: string
  nextAt: string
  completedAt: string | null
  claimedAt: string | null
  /** Since when it may have arrived. */
  firstUnconfirmedAt: string | null
}

export type GroupRow = {
  id: string
  name: string
  start: string
  zone: string
  tempo: string
  pauses: string
  channel: string
}

type Rows = (sql: string) => Promise<Record<string, unknown>[]>

const openSqlite = (file: string) => {
  let reader: Sqlite.Database | undefined
  const rows: Rows = async (sql) => {
    reader ??= new Sqlite(file, { readonly: true, fileMustExist: true })
    return reader.prepare(sql).all() as Record<string, unknown>[]
  }
  return {
    rows,
    /** Nobody else can write for so long; false where the bot is just writing itself. */
    async lock(milliseconds: number): Promise<boolean> {
      const locker = new Sqlite(file, { fileMustExist: true, timeout: 20 })
      try {
        locker.exec('BEGIN IMMEDIATE')
      } catch {
        locker.close()
        return false
      }
      setTimeout(() => {
        locker.exec('ROLLBACK')
        locker.close()
      }, milliseconds)
      return true
    },
    close: async () => void reader?.close(),
  }
}

const openPostgres = (url: string) => {
  const pool = new pg.Pool({ connectionString: url, max: 3 })
  pool.on('error', () => {})
  return {
    rows: (async (sql) => (await pool.query(sql)).rows) as Rows,
    async lock(milliseconds: number): Promise<boolean> {
      const client = await pool.connect()
      await client.query('BEGIN')
      await client.query('LOCK TABLE "HandledRequest" IN EXCLUSIVE MODE')
      setTimeout(() => client.query('ROLLBACK').finally(() => client.release()), milliseconds)
      return true
    },
    close: () => pool.end(),
  }
}

export const openDatabase = (url: string) => {
  const { rows, lock, close } = url.startsWith('file:') ? openSqlite(url.replace('file:', '')) : openPostgres(url)
  const texts = async <Name extends string>(sql: string) => (await rows(sql)) as Record<Name, string>[]

  return {
    lock,
    close,
    /** What is kept of people, by account. */
    async people(): Promise<Map<string, Facts>> {
      const learners = await rows(
        'SELECT a."id" AS "account", l."id", l."visibility", l."zone", l."remindersEnabled" FROM "Account" a JOIN "Learner" l ON l."id" = a."learnerId"',
      )
      const units = await rows('SELECT "learnerId", "itemId", "part" FROM "Completion"')
      const skips = await texts<'learnerId' | 'itemId'>('SELECT "learnerId", "itemId" FROM "Skip"')
      const present = await texts<'learnerId'>('SELECT "learnerId" FROM "Membership" WHERE "leftOn" IS NULL')
      const of = <Row extends Record<string, unknown>>(list: readonly Row[]) =>
        Map.groupBy(list, (row) => row.learnerId)
      const [unitsOf, skipsOf, membersOf] = [of(units), of(skips), of(present)]
      return new Map(
        learners.map(({ account, id, visibility, zone, remindersEnabled }) => [
          String(account),
          new Map([
            ['learner', 'yes'],
            ['member', membersOf.has(id) ? 'yes' : 'no'],
            ['visibility', String(visibility)],
            ['zone', zone === null ? 'no' : String(zone)],
            ['reminders', remindersEnabled ? 'yes' : 'no'],
            ...(unitsOf.get(id) ?? []).map(
              ({ itemId, part }) => [`unit ${unitKey(String(itemId), Number(part))}`, 'yes'] as const,
            ),
            ...(skipsOf.get(id) ?? []).map(({ itemId }) => [`skip ${itemId}`, 'yes'] as const),
          ]),
        ]),
      )
    },
    groups: async () =>
      (await rows(
        `SELECT g."id", g."name", g."start", g."zone", g."tempo", g."pauses", c."channel"
         FROM "StudyGroup" g JOIN "Channel" c ON c."groupId" = g."id" WHERE g."endedOn" IS NULL`,
      )) as GroupRow[],
    /** Groups and people whose time has come, and for whom nothing has been planned yet. */
    async unplanned(now: string): Promise<number> {
      const [row] = await rows(
        `SELECT (SELECT COUNT(*) FROM "StudyGroup" WHERE "endedOn" IS NULL AND "nextPostAt" <= '${now}')
          + (SELECT COUNT(*) FROM "Learner" WHERE "nextReminderAt" <= '${now}') AS "count"`,
      )
      return Number(row?.count)
    },
    posts: async () =>
      (await rows(
        'SELECT "id", "kind", "groupId", "week", "state", "reason", "dueAt", "nextAt", "completedAt", "claimedAt", "firstUnconfirmedAt" FROM "OutboxMessage" ORDER BY "dueAt"',
      )) as PostRow[],
  }
}
