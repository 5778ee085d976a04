/**
 * The database at the start of the process. One that cannot be used until its host has done something ends the start with a sentence; one
 * that is not there yet is waited for.
 */

import { errorWords } from '../errors/logged-error.ts'
import { OperatorError } from '../errors/operator-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { OwnedDatabase } from '../store/create-database.ts'
import { sqliteFile } from '../store/sqlite-file.ts'

/** `unusable` rejects with OperatorError when one that was waited for turns out to be one that cannot be used. */
export const startDatabase = async (store: OwnedDatabase, url: string): Promise<{ unusable: Promise<never> }> => {
  const explain = (error: unknown): never => {
    throw error instanceof StoreUnavailable ? new OperatorError(sentenceFor(error, url)) : error
  }
  await store.open().catch(explain)
  const unusable = store.unusable.catch(explain)
  // Whoever comes later still gets it.
  unusable.catch(() => {})
  return { unusable }
}

const sentenceFor = ({ remedy, cause }: StoreUnavailable, url: string): string => {
  // The address of a PostgreSQL has a password in it.
  const which = url.startsWith('file:') ? `file ${sqliteFile(url)}` : 'that DATABASE_URL names'
  return `The database ${which} cannot be used (${errorWords(cause)}): ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`
}
