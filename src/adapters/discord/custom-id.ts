/**
 * A button's whole state: the command line that it stands for, in the 100 characters that Discord keeps with it. So it works for ever,
 * and after restarts. A longer line is stored, and its id stands there.
 */
import type { Invocation } from '../../chat/invocation.ts'
import type { Button } from '../../chat/reply.ts'
import type { StoredActions } from '../../ports/stored-actions.ts'
import { maxIdLength } from './limits.ts'

/** `number` tells buttons of one message apart; `p` marks a page, `s` a stored action. */
const pattern = /^(\d+)(p?)(s?)\|(.*)$/s

/** With a number of two digits and both marks before it. */
const longestLine = maxIdLength - 5

export const needsStoring = ({ line }: Pick<Button, 'line'>): boolean => line.length > longestLine

export const customIdOf = ({ line, role }: Button, number: number, stored: StoredActions): string => {
  const id = stored.get(line)
  return `${number}${role === 'page' ? 'p' : ''}${id === undefined ? '' : 's'}|${id ?? line}`.slice(0, maxIdLength)
}

export const readCustomId = (id: string): { ask: Invocation['ask']; page: boolean } | undefined => {
  const [, , page, stored, rest = ''] = pattern.exec(id) ?? []
  if (page === undefined) return undefined
  return { page: page === 'p', ask: stored === 's' ? { stored: rest } : { line: rest } }
}
