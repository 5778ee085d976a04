/**
 * Leases beside a SQLite file, whose processes are all on one machine: a lock on a small file, which the system takes away when the
 * process that holds it ends, however that ends. So a lease is over at that moment and at no other, and no clock is asked.
 */
import Database from 'better-sqlite3'
import type { Leases } from '../ports/leases.ts'
import { identityOf, prepareSqliteFile, sqliteFile } from './sqlite-file.ts'

type Lock = { database: Database.Database; identity: string | undefined }

export const createSqliteLeases = (url: string): Leases => {
  const locks = new Map<string, Lock>()
  const fileOf = (name: string) => `${sqliteFile(url)}-${name.replace(/[^a-z0-9]+/gi, '-')}.lock`

  const drop = (name: string) => {
    locks.get(name)?.database.close()
    locks.delete(name)
  }

  return {
    async take({ name }) {
      const file = fileOf(name)
      prepareSqliteFile(file)
      const identity = identityOf(file)
      // Another file in its place could be locked by another process.
      if (locks.has(name) && locks.get(name)?.identity === identity) return true
      drop(name)
      const database = new Database(file, { timeout: 0 })
      try {
        database.exec('BEGIN EXCLUSIVE')
      } catch (error) {
        database.close()
        if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false
        throw error
      }
      locks.set(name, { database, identity })
      // Put there at this very moment by somebody else.
      if (identityOf(file) === identity) return true
      drop(name)
      return false
    },
    async release({ name }) {
      drop(name)
    },
    async close() {
      for (const name of locks.keys()) drop(name)
    },
  }
}
