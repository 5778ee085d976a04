/** Brings a database to this version's schema when it is opened, also when several processes open it at once. */
import { existsSync, statSync } from 'node:fs'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { LoggableError } from '../errors/loggable-error.ts'
import { OperatorError } from '../errors/operator-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { postgresPool } from './clients.ts'
import { copyDatabase } from './copy.ts'
import { isBusy, toUnavailable } from './database-errors.ts'
import { type Kind, migrationFolder, migrationNames, readMigrations, schemaOf } from './migrations.ts'
import { sqliteDriver } from './sqlite-driver.ts'
import { prepareSqliteFile, sqliteFile } from './sqlite-file.ts'
import { copyBefore, removeOtherCopies } from './upgrade-copies.ts'
import type { Wait } from './wait-for-lock.ts'

/** Any number will do, as long as nothing else in the database uses it. */
const advisoryLock = 4242_2026

/** Another process that upgrades is waited for so many times as long as for any other lock. */
const maxAttempts = 10

type UpgradeOptions = {
  /** The folder with the migrations; those of this version without it. */
  migrations?: string | undefined
  wait?: Wait
}

/** Applies the migrations that a database lacks; throws StoreUnavailable for a database of a newer version. */
export const upgrade = async (kind: Kind, url: string, options: UpgradeOptions = {}): Promise<void> => {
  const { migrations = migrationFolder(kind), wait } = options
  if (kind === 'sqlite') return upgradeSqlite(url, migrations, wait)
  const pool = postgresPool(url)
  try {
    await upgradePostgres(new PrismaPg(pool), migrations)
  } finally {
    await pool.end()
  }
}

/** A look first: usually nothing is missing, and neither a lock nor the engine is needed. */
const upgradeSqlite = async (url: string, migrations: string, wait: Wait | undefined) => {
  const driverOf = (path: string) => sqliteDriver(path, wait && { wait })
  const factory = driverOf(url)
  const look = await factory.connect()
  const missing = await missingFrom(look, migrations).finally(() => look.dispose())
  if (missing.length === 0) return
  // The lock is a database of its own: it ends with the process that holds it, however that ends.
  prepareSqliteFile(`${url}-upgrade`)
  const lock = await driverOf(`${url}-upgrade`).connect()
  try {
    await take(lock)
    const again = await factory.connect()
    try {
      const still = await missingFrom(again, migrations)
      if (still.length === 0) return
      await backUp(again, url, still[0] ?? '')
    } finally {
      await again.dispose()
    }
    await apply(factory, 'sqlite', migrations)
  } finally {
    await lock.dispose()
  }
}

const take = async (lock: SqlDriverAdapter) => {
  for (let attempts = 1; ; attempts++) {
    try {
      return await lock.executeScript('BEGIN EXCLUSIVE')
    } catch (error) {
      if (!isBusy(error) || attempts >= maxAttempts) throw error
    }
  }
}

const upgradePostgres = async (factory: SqlMigrationAwareDriverAdapterFactory, migrations: string) => {
  const connection = await factory.connect()
  try {
    if ((await missingFrom(connection, migrations)).length === 0) return
    const transaction = await connection.startTransaction()
    try {
      await transaction.queryRaw({ sql: `SELECT pg_advisory_xact_lock(${advisoryLock})::text`, args: [], argTypes: [] })
      if ((await missingFrom(connection, migrations)).length > 0) await apply(factory, 'postgresql', migrations)
    } finally {
      // Also where the connection is lost: the pool waits at its end for all that were taken from it.
      await transaction.executeRaw({ sql: 'COMMIT', args: [], argTypes: [] }).finally(() => transaction.commit())
    }
  } finally {
    await connection.dispose()
  }
}

const apply = async (factory: SqlMigrationAwareDriverAdapterFactory, kind: Kind, migrations: string) => {
  // Only now is the engine loaded, which takes longer than everything else.
  const { applyMigrations } = await import('./schema-engine.ts')
  try {
    await applyMigrations(factory, schemaOf(kind), await readMigrations(migrations))
  } catch (error) {
    if (error instanceof OperatorError) throw error
    throw toUnavailable(error) ?? new StoreUnavailable(notUpgraded[kind], { cause: error, lasts: true })
  }
}

const notUpgraded = {
  sqlite: 'Put the copy of before the upgrade in its place, and start the version of before.',
  postgresql: 'Restore a backup of before the upgrade, and start the version of before.',
}

const missingFrom = async (connection: SqlDriverAdapter, migrations: string): Promise<string[]> => {
  const applied = await appliedTo(connection)
  const known = await migrationNames(migrations)
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const cause = new LoggableError('it is from a newer version of the bot')
    throw new StoreUnavailable('Upgrade the bot, or put a backup of before in its place.', { cause, lasts: true })
  }
  return known.filter((name) => !applied.includes(name))
}

const appliedTo = async (connection: SqlDriverAdapter): Promise<string[]> => {
  const history =
    connection.provider === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'`
      : `SELECT to_regclass('_prisma_migrations')::text AS name WHERE to_regclass('_prisma_migrations') IS NOT NULL`
  const ask = async (sql: string) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows
  if ((await ask(history)).length === 0) return []
  const rows = await ask('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL')
  return rows.map(([name]) => String(name))
}

/** A copy of what was there before, consistent also while others write. */
const backUp = async (connection: SqlDriverAdapter, url: string, migration: string) => {
  const file = sqliteFile(url)
  const copy = copyBefore(file, migration)
  if (statSync(file).size === 0) return
  if (!existsSync(copy)) await copyDatabase(connection, copy)
  removeOtherCopies(file, copy)
}
