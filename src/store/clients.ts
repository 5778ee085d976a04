/** Opens a database: connections with the settings that the promises rest on. */
import pg from 'pg'
import { PrismaClient as PostgresClient } from './generated/postgresql/client.ts'
import { type Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client.ts'
import { postgresDriver } from './postgres-driver.ts'
import { sqliteDriver } from './sqlite-driver.ts'
import type { Wait } from './wait-for-lock.ts'

/** The client that repositories use: SQLite's, or a transaction of it. PostgreSQL's has the same models (a test sees to it). */
export type Client = Prisma.TransactionClient

export type Clients = {
  /** Looks only. On SQLite a connection of its own, which sees nothing of a change before it is complete. */
  reader: SqliteClient
  writer: SqliteClient
  /** Several connections change it at once, and can pass over what another has locked. */
  skipLocked: boolean
  close(): Promise<void>
}

type OnStatement = ((sql: string, parameters: string) => void) | undefined

type Options = { onStatement?: OnStatement; wait?: Wait }

export const openSqlite = async (url: string, { onStatement, wait }: Options = {}): Promise<Clients> => {
  const opened: SqliteClient[] = []
  const open = async (begin: 'BEGIN' | 'BEGIN IMMEDIATE', more: readonly string[]) => {
    const adapter = sqliteDriver(url, { begin, ...(wait && { wait }) })
    const client = watched(new SqliteClient({ adapter, ...told(onStatement) }), onStatement)
    opened.push(client)
    // WAL lets others look while one changes; FULL: what was acknowledged is on the disk, whatever happens next.
    for (const pragma of ['journal_mode = WAL', 'foreign_keys = ON', 'synchronous = FULL', ...more]) {
      await client.$queryRawUnsafe(`PRAGMA ${pragma}`)
    }
    return client
  }
  const close = async () => {
    for (const client of opened) await client.$disconnect()
  }
  try {
    const writer = await open('BEGIN IMMEDIATE', [])
    const reader = await open('BEGIN', ['query_only = ON'])
    return { reader, writer, skipLocked: false, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A group of study groups needs few connections; time limits keep one that hangs from holding everything up. */
const pool = {
  ...{ max: 8, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, statement_timeout: 15_000 },
  // For a server that is gone without a word: it cannot keep to its own limit.
  ...{ query_timeout: 20_000, keepAlive: true },
}

/** A pool of our own: the adapter would leave one open when Prisma's engine is done with it. */
export const postgresPool = (url: string) => {
  const connections = new pg.Pool({ connectionString: url, ...pool })
  // A server that goes away is told of by the next statement; an idle connection's end is nothing to end the process for.
  connections.on('error', () => {})
  return connections
}

export const openPostgres = (url: string, { onStatement }: Options = {}): Clients => {
  const connections = postgresPool(url)
  const client = new PostgresClient({ adapter: postgresDriver(connections), ...told(onStatement) })
  // The models are the same, and so is what is called here; only TypeScript holds the two clients for different.
  const both = watched(client as unknown as SqliteClient, onStatement)
  const close = async () => {
    await both.$disconnect()
    await connections.end()
  }
  return { reader: both, writer: both, skipLocked: true, close }
}

/** Prisma describes every statement to a listener, which takes time; so only where there is one. */
const told = (onStatement: OnStatement) =>
  onStatement === undefined ? {} : { log: [{ emit: 'event' as const, level: 'query' as const }] }

const watched = (client: SqliteClient, onStatement: OnStatement): SqliteClient => {
  if (onStatement) (client as SqliteClient<'query'>).$on('query', ({ query, params }) => onStatement(query, params))
  return client
}
