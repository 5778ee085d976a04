/** Everything that a database holds, table by table: tables are found in the database itself, so that none is forgotten. */
import Database from 'better-sqlite3'
import pg from 'pg'

type Rows = Record<string, unknown>[]
export type Dump = Record<string, Rows>

type Query = (sql: string) => Promise<Rows>

const dumpWith = async (query: Query, tables: string): Promise<Dump> => {
  const names = (await query(tables)).map(({ name }) => String(name)).filter((name) => name !== '_prisma_migrations')
  const dumped: Dump = {}
  for (const name of names) dumped[name] = await query(`SELECT * FROM "${name}"`)
  return dumped
}

export const dump = async (url: string): Promise<Dump> => {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length), { readonly: true })
    const query: Query = async (sql) => database.prepare(sql).all() as Rows
    return dumpWith(query, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).finally(
      () => database.close(),
    )
  }
  const client = new pg.Client(url)
  await client.connect()
  const query: Query = async (sql) => (await client.query(sql)).rows
  return dumpWith(query, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`).finally(() =>
    client.end(),
  )
}

/** As text, one row a line, with its table: for finding something wherever it is. */
export const lines = (dumped: Dump): string[] =>
  Object.entries(dumped).flatMap(([table, rows]) => rows.map((row) => `${table} ${JSON.stringify(row)}`))
