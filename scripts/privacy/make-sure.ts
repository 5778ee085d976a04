/** Asks the operator before data are deleted. */
import { OperatorError } from '../../src/errors/operator-error.ts'
import type { Tools } from './task.ts'

/** Throws OperatorError unless the operator types yes. */
export const makeSure = async ({ ask }: Pick<Tools, 'ask'>): Promise<void> => {
  const answer = await ask('Type yes to delete: ')
  if (answer === undefined) throw new OperatorError('Nobody is here to be asked, so nothing was deleted. Add --yes.')
  if (answer.trim().toLowerCase() !== 'yes') throw new OperatorError('Nothing was deleted.')
}
