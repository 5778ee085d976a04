/** `npm run db:migrate <name>`: writes the migrations that lead from the last ones to the schemas, for both databases. */
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationFolder, schemaOf, snapshotOf } from '../src/store/migrations.ts'
import { migrationSql } from '../src/store/schema-engine.ts'

const name = process.argv[2]?.toLowerCase().replace(/[^a-z0-9]+/g, '_')
if (!name) {
  console.error('Name the change in a word or two: npm run db:migrate add_reminders')
  process.exit(1)
}

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
// Two schemas are compared, so that no database has to run.
const providers = { sqlite: 'sqlite', postgresql: 'postgres' } as const
for (const kind of ['sqlite', 'postgresql'] as const) {
  const before = existsSync(snapshotOf(kind)) ? readFileSync(snapshotOf(kind), 'utf8') : undefined
  const sql = await migrationSql(providers[kind], schemaOf(kind), before)
  if (sql.trim() === '' || sql.includes('This is an empty migration')) {
    console.log(`${kind}: the schema has not changed since the last migration`)
    continue
  }
  const folder = join(migrationFolder(kind), `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), sql)
  await copyFile(schemaOf(kind), snapshotOf(kind))
  console.log(`${kind}: wrote prisma/${kind}/migrations/${stamp}_${name}/migration.sql`)
}
