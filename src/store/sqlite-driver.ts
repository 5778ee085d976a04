/**
 * SQLite for Prisma: every statement of a connection goes in order behind one lock, and a file that another process has locked is
 * waited for. The adapter itself takes its lock for transactions only, so a statement beside one would join it, and be rolled back with
 * it.
 */
import { setTimeout } from 'node:timers/promises'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'
import { requirePart } from '../errors/made-for.ts'
import { guardedTransaction } from './guarded-transaction.ts'
import { createLock } from './lock.ts'
import { cacheStatements } from './statement-cache.ts'
import { createLockWait, type LockWait, type Wait } from './wait-for-lock.ts'

type Options = {
  /** The first statement of a transaction: a change takes SQLite's write lock at once, before anything is read. */
  begin?: 'BEGIN' | 'BEGIN IMMEDIATE'
  wait?: Wait
}

/** SQLite itself waits for no lock: the whole process would stand still meanwhile. */
const busyTimeout = 0

export const sqliteDriver = (
  url: string,
  { begin = 'BEGIN IMMEDIATE', wait = setTimeout }: Options = {},
): SqlMigrationAwareDriverAdapterFactory => {
  const factory = new PrismaBetterSqlite3({ url, timeout: busyTimeout })
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect()
      const database = databaseOf(adapter)
      // Every connection overwrites deleted data, those of upgrades too; by default SQLite only marks it as free.
      database.pragma('secure_delete = ON')
      cacheStatements(database)
      const timeoutMs = createLockWait(wait)
      return inOrder(adapter, database, { begin: { sql: begin, args: [], argTypes: [] }, timeoutMs })
    },
    connectToShadowDb: () => factory.connectToShadowDb(),
  }
}

/** The adapter keeps its connection to itself, and has no option for what is done with it here. */
export const databaseOf = (adapter: SqlDriverAdapter): Database.Database => {
  const { client } = adapter as unknown as { client?: Partial<Database.Database> }
  const isThere = typeof client?.prepare === 'function' && typeof client.inTransaction === 'boolean'
  requirePart(isThere, '@prisma/adapter-better-sqlite3', 'connection in “client”')
  return client as Database.Database
}

type Order = { begin: SqlQuery; timeoutMs: LockWait }

const inOrder = (
  adapter: SqlDriverAdapter,
  database: Database.Database,
  { begin, timeoutMs }: Order,
): SqlDriverAdapter => {
  const takeTurn = createLock()

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const deadline = timeoutMs.deadline()
    const endTurn = await takeTurn()
    try {
      return await timeoutMs.retryWhileLocked(work, deadline)
    } finally {
      endTurn()
    }
  }

  /** Nobody else's statement may find an open transaction on the connection. */
  const leave = (endTurn: () => void) => {
    try {
      if (database.inTransaction) database.exec('ROLLBACK')
    } catch {
      database.close()
    } finally {
      endTurn()
    }
  }

  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => inTurn(() => adapter.queryRaw(query)),
    executeRaw: (query) => inTurn(() => adapter.executeRaw(query)),
    executeScript: (script) => inTurn(() => adapter.executeScript(script)),
    dispose: () => inTurn(() => adapter.dispose()),
    async startTransaction() {
      const deadline = timeoutMs.deadline()
      const endTurn = await takeTurn()
      try {
        await timeoutMs.retryWhileLocked(() => adapter.executeRaw(begin), deadline)
      } catch (error) {
        endTurn()
        throw error
      }
      let isOver = false
      const end = async () => {
        if (isOver) return
        isOver = true
        leave(endTurn)
      }
      const send = <T>(work: () => Promise<T>): Promise<T> =>
        timeoutMs.retryWhileLocked(() => {
          // Some errors make SQLite end the transaction by itself: what follows would be kept though the change has failed.
          if (isOver || !database.inTransaction) throw ended()
          return work()
        }, timeoutMs.deadline())
      const transaction: Transaction = {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        options: { usePhantomQuery: false },
        queryRaw: (query) => send(() => adapter.queryRaw(query)),
        executeRaw: (query) => send(() => adapter.executeRaw(query)),
        commit: end,
        rollback: end,
      }
      return guardedTransaction(transaction)
    },
  }
}

const ended = () =>
  new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause: 'SQLite has ended the transaction.' })
