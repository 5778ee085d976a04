/**
 * A control's whole state: its value is its action, so it works as long as the message exists, and after restarts. An action that is too
 * long is stored, and its id stands there after a sign.
 */
import { requestFor } from '../../../chat/action.ts'
import { decodeAction, encodeAction } from '../../../chat/action-encoding.ts'
import type { Invocation } from '../../../chat/invocation.ts'
import type { Button } from '../../../chat/reply.ts'
import type { StoredActions } from '../../../ports/stored-actions.ts'
import { maxButtonValueLength, maxOptionValueLength } from './limits.ts'

/** No encoded action begins with it. */
const storedSign = '|'

/** Whether an encoded action is too long for its place. */
export const needsStoring = (encoded: string, place: 'button' | 'option'): boolean =>
  encoded.length > (place === 'button' ? maxButtonValueLength : maxOptionValueLength)

export const controlValueOf = ({ action }: Button, stored: StoredActions, place: 'button' | 'option'): string => {
  const encoded = encodeAction(action)
  const id = needsStoring(encoded, place) ? stored.get(encoded) : undefined
  return id === undefined ? encoded : storedSign + id
}

/** The request of a press on the control. */
export const readValue = (value: string): Invocation['ask'] => {
  if (value.startsWith(storedSign)) return { stored: value.slice(storedSign.length) }
  const action = decodeAction(value)
  return action ? requestFor(action) : { unreadable: true }
}

/** Who asked for a card stands in the ids of its page buttons: a message of Slack does not tell it. */
export const actionIdOf = (number: number, { role }: Pick<Button, 'role'>, owner: string | undefined): string =>
  role === 'page' ? `page ${number} ${owner ?? ''}`.trimEnd() : `action ${number}`

/** The ids of our controls; `line` is of an older deployment. */
export const ours = /^(?:action|line|menu|page) \d+/

export const readActionId = (id: string): { page: boolean; owner?: string } => {
  const [, owner] = /^page \d+ (\S+)$/.exec(id) ?? []
  return { page: id.startsWith('page '), ...(owner !== undefined && { owner }) }
}
