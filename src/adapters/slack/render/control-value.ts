/**
 * A button's whole state: its value is the command line that it stands for, so it works for ever, and after restarts. A line that does
 * not fit is stored, and its id stands there after a sign.
 */
import type { Invocation } from '../../../chat/invocation.ts'
import type { Button } from '../../../chat/reply.ts'
import type { StoredActions } from '../../../ports/stored-actions.ts'
import { maxButtonValueLength, maxOptionValueLength } from './limits.ts'

const storedSign = '|'

/** A line that begins like the id of a stored action would be read as one. */
export const needsStoring = ({ line }: Pick<Button, 'line'>, place: 'button' | 'option'): boolean =>
  line === '' ||
  line.startsWith(storedSign) ||
  line.length > (place === 'button' ? maxButtonValueLength : maxOptionValueLength)

export const controlValueOf = ({ line }: Button, stored: StoredActions, place: 'button' | 'option'): string => {
  const id = needsStoring({ line }, place) ? stored.get(line) : undefined
  return id === undefined ? line : storedSign + id
}

export const readValue = (value: string): Invocation['ask'] =>
  value.startsWith(storedSign) ? { stored: value.slice(storedSign.length) } : { line: value }

/** Who asked for a card stands in the ids of its page buttons: a message of Slack does not tell it. */
export const actionIdOf = (number: number, { role }: Pick<Button, 'role'>, owner: string | undefined): string =>
  role === 'page' ? `page ${number} ${owner ?? ''}`.trimEnd() : `line ${number}`

/** Any control of ours: its number, whether it turns a page, and for whom. */
export const ours = /^(?:line|menu|page) \d+/

export const readActionId = (id: string): { page: boolean; owner?: string } => {
  const [, owner] = /^page \d+ (\S+)$/.exec(id) ?? []
  return { page: id.startsWith('page '), ...(owner !== undefined && { owner }) }
}
