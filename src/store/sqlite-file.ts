/** The file of a SQLite database: its path, its identity, and how it is made. It knows no driver, so that looking at the file loads none. */
import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The path in a URL such as `file:var/bot.db`; a path stays as it is. */
export const sqliteFile = (url: string): string => url.replace(/^file:/, '')

/** Makes the folder and an empty file that only its owner may read, if there is none. Throws where it could not be written. */
export const prepareSqliteFile = (url: string): void => {
  const file = sqliteFile(url)
  const there = statSync(file, { throwIfNoEntry: false })
  // SQLite itself would only say that it cannot open it.
  if (there?.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
  if (!there) {
    mkdirSync(dirname(file), { recursive: true })
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  }
  // SQLite opens a file all the same that may only be read, and says so when somebody has something to record.
  accessSync(file, constants.R_OK | constants.W_OK)
  accessSync(dirname(file), constants.W_OK | constants.X_OK)
}

/** The identity of a file on its disk; a file put in its place has another. */
export const identityOf = (url: string): string | undefined => {
  const stats = statSync(sqliteFile(url), { throwIfNoEntry: false })
  return stats && `${stats.dev}:${stats.ino}`
}
