/** The migrations of each database, as they lie in prisma/. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Migration } from './schema-engine.ts'

export type Kind = 'sqlite' | 'postgresql'

const folder = join(import.meta.dirname, '../../prisma')

export const schemaOf = (kind: Kind): string => join(folder, kind, 'schema.prisma')

export const migrationFolder = (kind: Kind): string => join(folder, kind, 'migrations')

/** The schema that the migrations make, kept beside them: what the next migration begins from. */
export const snapshotOf = (kind: Kind): string => join(migrationFolder(kind), 'schema.prisma')

/** In the order in which they are applied. */
export const migrationNames = async (kind: Kind): Promise<string[]> => {
  const entries = await readdir(migrationFolder(kind), { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

export const readMigrations = async (kind: Kind): Promise<Migration[]> => {
  const names = await migrationNames(kind)
  return Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(join(migrationFolder(kind), name, 'migration.sql'), 'utf8'),
    })),
  )
}
