/**
 * Keeps the statements that SQLite has prepared. The adapter prepares each anew at every use, which costs more than running
 * it, and leaves memory outside of JavaScript's heap that comes back late: hundreds of megabytes after some thousand commands.
 */
import type Database from 'better-sqlite3'
import { putLast } from '../bot/put-last.ts'

/** As many different statements as the bot sends, with room for lists of different lengths. */
const mostKept = 300

export const cacheStatements = (database: Database.Database) => {
  const prepare = database.prepare.bind(database)
  const kept = new Map<string, Database.Statement>()
  const statementOf = (sql: string): Database.Statement => {
    const statement = kept.get(sql) ?? prepare(sql)
    putLast(kept, [sql, statement], mostKept)
    return statement
  }
  const reusable = (sql: string) => {
    const statement = statementOf(sql)
    return {
      run: () => statement.run(),
      // A statement can be bound for good only once; so what is bound is given along at each use.
      bind: (values: unknown[]) => ({
        reader: statement.reader,
        columns: () => statement.columns(),
        run: () => statement.run(...values),
        raw: () => ({ all: () => statement.raw(true).all(...values) }),
      }),
    }
  }
  database.prepare = reusable as unknown as typeof database.prepare
}
