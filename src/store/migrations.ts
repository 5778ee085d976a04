/** The migrations of each database: folders in prisma/, named by their time. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Migration } from './schema-engine.ts'

export type Kind = 'sqlite' | 'postgresql'

/** The folder with the schema and the migrations of each kind. */
const prisma = join(import.meta.dirname, '../../prisma')

export const schemaOf = (kind: Kind): string => join(prisma, kind, 'schema.prisma')

export const migrationFolder = (kind: Kind): string => join(prisma, kind, 'migrations')

/** The schema that the migrations create, stored beside them: the next migration starts from it. */
export const snapshotOf = (kind: Kind): string => join(migrationFolder(kind), 'schema.prisma')

/** In the order in which they are applied. */
export const migrationNames = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

export const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = await migrationNames(folder)
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  )
}
