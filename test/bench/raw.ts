/** The same statements on the bare driver: the floor that the store is compared with. */
import Database from 'better-sqlite3'
import type pg from 'pg'
import { postgresPool } from '../../src/store/clients.ts'

export type Statement = { sql: string; parameters: unknown[] }

export type Raw = {
  run(statements: readonly Statement[]): Promise<void>
  /** The same in one durable transaction. */
  change(statements: readonly Statement[]): Promise<void>
  close(): Promise<void>
}

const isOurs = ({ sql }: Statement) => !/^(BEGIN|COMMIT|ROLLBACK|PRAGMA|SET)/i.test(sql)

const rawSqlite = (url: string): Raw => {
  const db = new Database(url.replace('file:', ''))
  db.pragma('synchronous = FULL')
  const toBindable = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value)
  const one = ({ sql, parameters }: Statement) => {
    const statement = db.prepare(sql)
    const bound = parameters.map(toBindable)
    if (statement.reader) statement.all(...bound)
    else statement.run(...bound)
  }
  return {
    run: async (statements) => statements.filter(isOurs).forEach(one),
    change: async (statements) => db.transaction(() => statements.filter(isOurs).forEach(one)).immediate(),
    close: async () => void db.close(),
  }
}

const rawPostgres = (url: string): Raw => {
  const pool: pg.Pool = postgresPool(url)
  const all = async (client: pg.Pool | pg.PoolClient, statements: readonly Statement[]) => {
    for (const { sql, parameters } of statements.filter(isOurs)) await client.query(sql, parameters)
  }
  return {
    run: (statements) => all(pool, statements),
    async change(statements) {
      const client = await pool.connect()
      await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE')
      await all(client, statements)
      await client.query('COMMIT')
      client.release()
    },
    close: () => pool.end(),
  }
}

export const openRaw = (url: string): Raw => (url.startsWith('file:') ? rawSqlite(url) : rawPostgres(url))
