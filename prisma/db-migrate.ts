/** `npm run db:migrate <name>`: writes what the schemas ask for and the migrations lack, for both databases at once. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { postgresPool } from '../src/store/clients.ts'
import { migrationFolder, readMigrations, schemaOf } from '../src/store/migrations.ts'
import { migrationSql } from '../src/store/schema-engine.ts'
import { startPostgres } from '../test/support/postgres.ts'

const name = process.argv[2]?.toLowerCase().replace(/[^a-z0-9]+/g, '_')
if (!name) {
  console.error('Say what changes, in a word or two: npm run db:migrate add_reminders')
  process.exit(1)
}

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const postgres = await startPostgres()
const pool = postgresPool(postgres.urlOf('postgres'))
try {
  const factories = {
    sqlite: new PrismaBetterSqlite3({ url: ':memory:' }),
    postgresql: new PrismaPg(pool),
  }
  for (const kind of ['sqlite', 'postgresql'] as const) {
    const sql = await migrationSql(factories[kind], schemaOf(kind), await readMigrations(kind))
    if (sql.trim() === '' || /^-- This is an empty migration/.test(sql.trim())) {
      console.log(`${kind}: the migrations say what the schema says already`)
      continue
    }
    const folder = join(migrationFolder(kind), `${stamp}_${name}`)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'migration.sql'), sql)
    console.log(`${kind}: wrote prisma/${kind}/migrations/${stamp}_${name}/migration.sql`)
  }
} finally {
  await pool.end()
  await postgres.stop()
}
