/**
 * Removes deleted data from SQLite's files as well: freed pages are overwritten (`secure_delete`, sqlite-driver.ts), and the log of changes,
 * which keeps pages as they were, is emptied after each deletion. PostgreSQL clears its own files, by its own rules.
 */
import type { Repositories } from '../ports/database.ts'
import type { Clients } from './clients.ts'

/** Statements that delete people's words; replaced names leave the files with the next of these. */
const deletes = ['takeBack', 'deleteGroup', 'deletePerson'] as const

/** The same writes, which tell when something was deleted. */
export const noticingDeletion = (repositories: Repositories, onDeleted: () => void): Repositories => {
  const noticed = { ...repositories }
  for (const name of deletes) {
    const write: (...given: never[]) => Promise<void> = repositories[name]
    const telling = async (...given: never[]) => {
      onDeleted()
      await write(...given)
    }
    Object.assign(noticed, { [name]: telling })
  }
  return noticed
}

/** Moves all changes into the file and empties their log. False while another process reads: it has to be tried again. */
export const emptyLog = async ({ writer }: Clients): Promise<boolean> => {
  const rows = await writer.$queryRawUnsafe<{ busy: number | bigint }[]>('PRAGMA wal_checkpoint(TRUNCATE)')
  return rows.every(({ busy }) => Number(busy) === 0)
}
