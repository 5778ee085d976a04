/**
 * A button's whole state: the command line that it stands for, in the 100 characters that Discord keeps with it. So it works for ever,
 * and after restarts. A longer line is a draft, and its id stands there.
 */
import type { Invocation } from '../../bot/invocation.ts'
import type { Button } from '../../bot/reply.ts'
import { longestId } from './limits.ts'

/** `number` tells buttons of one message apart; `p` marks a page, `d` a draft. */
const pattern = /^(\d+)(p?)(d?)\|(.*)$/s

/** With a number of two digits and both marks before it. */
const longestLine = longestId - 5

export const needsDraft = ({ line }: Pick<Button, 'line'>): boolean => line.length > longestLine

export const customIdOf = ({ line, role }: Button, number: number, drafts: ReadonlyMap<string, string>): string => {
  const draft = drafts.get(line)
  return `${number}${role === 'page' ? 'p' : ''}${draft === undefined ? '' : 'd'}|${draft ?? line}`.slice(0, longestId)
}

export const readCustomId = (id: string): { ask: Invocation['ask']; page: boolean } | undefined => {
  const [, , page, draft, rest = ''] = pattern.exec(id) ?? []
  if (page === undefined) return undefined
  return { page: page === 'p', ask: draft === 'd' ? { draft: rest } : { line: rest } }
}
