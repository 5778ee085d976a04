/** Prisma's own migration engine, as WebAssembly from the npm package: it needs no download and no process of its own. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { requirePart } from '../errors/made-for.ts'

/** A migration: a folder's name, which begins with its time, and its SQL. */
export type Migration = { name: string; sql: string }

type Engine = glue.SchemaEngine

let loading: Promise<void> | undefined

/** Node has it, but TypeScript knows it only together with everything else of a browser. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { instantiate(wasm: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }> }
}
type Exports = { __wbindgen_start?: () => void }

/** The engine forgets the timer of its lock on PostgreSQL, and a process that is done could not end for ten seconds. */
const startTimer = (run: () => void, milliseconds: number) => setTimeout(run, milliseconds >>> 0).unref()

const isTimer = (name: string) => name.startsWith('__wbg_setTimeout_')

/** Throws OperatorError unless the package's glue has the names that are used here. */
export const checkGlue = (given: object): void => {
  const has = (name: string) => name in given
  requirePart(has('__wbg_set_wasm'), '@prisma/schema-engine-wasm', 'function “__wbg_set_wasm”')
  requirePart(Object.keys(given).some(isTimer), '@prisma/schema-engine-wasm', 'import “__wbg_setTimeout_…”')
}

/** What the WebAssembly calls. */
const gluing = () =>
  Object.fromEntries(Object.entries(glue).map(([name, member]) => [name, isTimer(name) ? startTimer : member]))

const load = async () => {
  checkGlue(glue)
  const beside = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await readFile(fileURLToPath(new URL('schema_engine_bg.wasm', beside)))
  // The package is made for bundlers; outside of one, glue and module have to be introduced to each other by hand.
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': gluing() })
  const wiring = glue as unknown as { __wbg_set_wasm(exports: Exports): void }
  wiring.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start?.()
}

/** Runs work with an engine for one schema; every connection that the engine opened is closed afterwards. */
const withEngine = async <T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schemaPath: string,
  work: (engine: Engine, schema: string) => Promise<T>,
): Promise<T> => {
  loading ??= load()
  await loading
  const schema = await readFile(schemaPath, 'utf8')
  const opened: SqlDriverAdapter[] = []
  let failure: unknown
  const remember = async (connecting: Promise<SqlDriverAdapter>) => {
    const connection = await connecting
    opened.push(connection)
    return trackChangedGroups(connection, (error) => {
      failure = error
    })
  }
  const watched: SqlMigrationAwareDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => remember(factory.connect()),
    connectToShadowDb: () => remember(factory.connectToShadowDb()),
  }
  let engine: Engine | undefined
  try {
    engine = await glue.SchemaEngine.new(
      { datamodels: [[schemaPath, schema]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(watched) as never,
    )
    return await work(engine, schema)
  } catch (error) {
    // The engine tells in its own words what the driver said, or that it does not understand it.
    if (error instanceof Error) error.cause ??= failure
    throw error
  } finally {
    engine?.free()
    // Without this SQLite stays in exclusive locking mode, and the next write fails (P1008).
    // (PostgreSQL's shadow database is disposed of by the engine, and a second time fails.)
    for (const connection of opened) await connection.dispose().catch(() => {})
  }
}

/** The connection, which also notes what its driver could not do. */
const trackChangedGroups = (connection: SqlDriverAdapter, note: (error: unknown) => void): SqlDriverAdapter => {
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      note(error)
      throw error
    }
  }
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => noted(() => connection.queryRaw(query)),
    executeRaw: (query) => noted(() => connection.executeRaw(query)),
    executeScript: (script) => noted(() => connection.executeScript(script)),
    startTransaction: (isolationLevel) => noted(() => connection.startTransaction(isolationLevel)),
    getConnectionInfo: () => connection.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => connection.dispose(),
  }
}

const listOf = (provider: string, migrations: readonly Migration[]) => ({
  baseDir: 'migrations',
  lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  })),
})

const filters = { externalTables: [], externalEnums: [] }

/** Applies the migrations that a database lacks, with the usual history in `_prisma_migrations`. */
export const applyMigrations = (
  factory: SqlMigrationAwareDriverAdapterFactory,
  schemaPath: string,
  migrations: readonly Migration[],
): Promise<void> =>
  withEngine(factory, schemaPath, async (engine) => {
    const migrationsList = listOf(factory.provider === 'postgres' ? 'postgresql' : 'sqlite', migrations)
    await engine.applyMigrations({ migrationsList: migrationsList as never, filters })
  })

/**
 * The SQL that leads from one schema to another; empty where they agree. From a schema and not from the migrations: to find out
 * what those make, the engine would have to look into a PostgreSQL database, which its adapter cannot (the type "char").
 */
export const migrationSql = (
  provider: SqlMigrationAwareDriverAdapterFactory['provider'],
  schemaPath: string,
  before: string | undefined,
): Promise<string> =>
  withEngine(withoutDatabase(provider), schemaPath, async (engine, schema) => {
    const schemaOf = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: schemaPath, content }] })
    const from = before === undefined ? { tag: 'empty' as const } : schemaOf(before)
    const to = schemaOf(schema)
    const { stdout } = await engine.diff({
      from,
      to,
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters,
    } as never)
    return stdout ?? ''
  })

/** The engine insists on a connection, and then asks it nothing. */
const withoutDatabase = (
  provider: SqlMigrationAwareDriverAdapterFactory['provider'],
): SqlMigrationAwareDriverAdapterFactory => {
  const unneeded = async () => {
    throw new Error('comparing two schemas asks no database')
  }
  const connect = async (): Promise<SqlDriverAdapter> => ({
    provider: 'sqlite',
    adapterName: 'none',
    queryRaw: unneeded,
    executeRaw: unneeded,
    executeScript: unneeded,
    startTransaction: unneeded,
    dispose: async () => {},
  })
  return { provider, adapterName: 'none', connect, connectToShadowDb: unneeded }
}
