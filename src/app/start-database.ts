/**
 * Opens the database at the start of the process. A database that the operator has to repair ends the start with a sentence; a database
 * that cannot be reached yet is waited for.
 */

import { errorWords } from '../errors/logged-error.ts'
import { OperatorError } from '../errors/operator-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { OwnedDatabase } from '../store/create-database.ts'
import { sqliteFile } from '../store/sqlite-file.ts'

/** `unusable` rejects with OperatorError when a database that was waited for cannot be used. */
export const startDatabase = async (store: OwnedDatabase, url: string): Promise<{ unusable: Promise<never> }> => {
  const explain = (error: unknown): never => {
    throw error instanceof StoreUnavailable ? new OperatorError(sentenceFor(error, url)) : error
  }
  await store.open().catch(explain)
  const unusable = store.unusable.catch(explain)
  // A rejection before somebody awaits it is not unhandled.
  unusable.catch(() => {})
  return { unusable }
}

const sentenceFor = ({ remedy, cause }: StoreUnavailable, url: string): string => {
  // The address of a PostgreSQL has a password in it.
  const description = url.startsWith('file:') ? `file ${sqliteFile(url)}` : 'that DATABASE_URL names'
  return `The database ${description} cannot be used (${errorWords(cause)}): ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`
}
