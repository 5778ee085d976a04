/**
 * A button's whole state: its value is the command line that it stands for, so it works for ever, and after restarts. A line that does
 * not fit is a draft, whose id stands there after a sign.
 */
import type { Invocation } from '../../bot/invocation.ts'
import type { Button } from '../../bot/reply.ts'
import { longestButtonValue, longestOptionValue } from './limits.ts'

const draftSign = '|'

/** A line that begins like a draft would be read as one. */
export const needsDraft = ({ line }: Pick<Button, 'line'>, place: 'button' | 'option'): boolean =>
  line === '' ||
  line.startsWith(draftSign) ||
  line.length > (place === 'button' ? longestButtonValue : longestOptionValue)

export const controlValueOf = (
  { line }: Button,
  drafts: ReadonlyMap<string, string>,
  place: 'button' | 'option',
): string => {
  const draft = needsDraft({ line }, place) ? drafts.get(line) : undefined
  return draft === undefined ? line : draftSign + draft
}

export const readValue = (value: string): Invocation['ask'] =>
  value.startsWith(draftSign) ? { draft: value.slice(draftSign.length) } : { line: value }

/** Who asked for a card stands in the ids of its page buttons: a message of Slack does not tell it. */
export const actionIdOf = (number: number, { role }: Pick<Button, 'role'>, owner: string | undefined): string =>
  role === 'page' ? `page ${number} ${owner ?? ''}`.trimEnd() : `line ${number}`

/** Any control of ours: its number, whether it turns a page, and for whom. */
export const ours = /^(?:line|menu|page) \d+/

export const readActionId = (id: string): { page: boolean; owner?: string } => {
  const [, owner] = /^page \d+ (\S+)$/.exec(id) ?? []
  return { page: id.startsWith('page '), ...(owner !== undefined && { owner }) }
}
