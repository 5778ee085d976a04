/** Asks the operator before data are deleted. */
import { NotDone, type Tools } from './task.ts'

/** Throws NotDone unless the operator types yes. */
export const makeSure = async ({ ask }: Pick<Tools, 'ask'>): Promise<void> => {
  const answer = await ask('Type yes to delete: ')
  if (answer === undefined) throw new NotDone('Nobody is here to be asked, so nothing was deleted. Add --yes.')
  if (answer.trim().toLowerCase() !== 'yes') throw new NotDone('Nothing was deleted.')
}
