/** Copies an SQLite database while others use it. The copy is private from its first byte, and whole or not there at all. */
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'

/** Overwrites nothing: throws an error with the code EEXIST where the target is there already. */
export const copyDatabase = async (connection: SqlDriverAdapter, target: string): Promise<void> => {
  const folder = mkdtempSync(`${target}.partial-`)
  try {
    const partial = join(folder, 'copy')
    // SQLite fills an empty file that is there, and keeps its mode; one that it made itself would be readable for everybody.
    closeSync(openSync(partial, 'wx', 0o600))
    await connection.executeScript(`VACUUM INTO '${partial.replaceAll("'", "''")}'`)
    toDisk(partial)
    if (existsSync(target)) throw Object.assign(new Error(`${target} is there already`), { code: 'EEXIST' })
    renameSync(partial, target)
    toDisk(dirname(target))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whatever happens next, it is there. */
const toDisk = (path: string) => {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
