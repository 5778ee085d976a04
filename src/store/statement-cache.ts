/**
 * Keeps the statements that SQLite has prepared. The adapter prepares each anew at every use, which costs more than running
 * it, and leaves memory outside of JavaScript's heap that comes back late: hundreds of megabytes after some thousand commands.
 */
import type Database from 'better-sqlite3'
import { LRUCache } from 'lru-cache'

/** As many different statements as the bot sends, with room for lists of different lengths. */
const maxStatements = 300

export const cacheStatements = (database: Database.Database) => {
  const prepare = database.prepare.bind(database)
  const statements = new LRUCache<string, Database.Statement>({ max: maxStatements })
  const statementOf = (sql: string): Database.Statement => {
    const known = statements.get(sql)
    if (known) return known
    const statement = prepare(sql)
    statements.set(sql, statement)
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
