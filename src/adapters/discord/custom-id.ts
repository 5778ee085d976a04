/**
 * A control's whole state: its action, in the 100 characters that Discord keeps with it. So it works as long as the message exists, and
 * after restarts. A longer action is stored, and the control carries its id.
 */
import { requestFor } from '../../chat/action.ts'
import { decodeAction, encodeAction } from '../../chat/action-encoding.ts'
import type { Invocation } from '../../chat/invocation.ts'
import type { Button } from '../../chat/reply.ts'
import type { StoredActions } from '../../ports/stored-actions.ts'
import { maxIdLength } from './limits.ts'

/** `number` tells buttons of one message apart; `p` marks a page, `s` a stored action. */
const pattern = /^(\d+)(p?)(s?)\|(.*)$/s

/** With a number of two digits and both marks before it. */
const maxActionLength = maxIdLength - 5

/** The encoded actions that are too long for a control. */
export const actionsToStore = (buttons: readonly Button[]): string[] =>
  buttons.map(({ action }) => encodeAction(action)).filter((encoded) => encoded.length > maxActionLength)

export const customIdOf = ({ action, role }: Button, number: number, stored: StoredActions): string => {
  const encoded = encodeAction(action)
  const id = stored.get(encoded)
  const marks = `${role === 'page' ? 'p' : ''}${id === undefined ? '' : 's'}`
  return `${number}${marks}|${id ?? encoded}`.slice(0, maxIdLength)
}

/** The request of a press on the control, and whether it turns a page. */
export const readCustomId = (id: string): { ask: Invocation['ask']; page: boolean } => {
  const [, , page, stored, rest = ''] = pattern.exec(id) ?? []
  if (stored === 's') return { page: page === 'p', ask: { stored: rest } }
  const action = decodeAction(rest)
  return { page: page === 'p', ask: action ? requestFor(action) : { unreadable: true } }
}
