/**
 * Writes an action as the short text that a platform keeps with a control, and reads it back:
 *
 *     done@group-id;item=flask;part#2;all+;known-;item*flask#1,docker#1,
 *
 * After the command and the group stands each option with a sign for the kind of its value: text, number, yes, no, or a list, in which
 * each entry ends with a comma. It is shorter than JSON, because Discord keeps 100 characters.
 */
import type { Action, ActionValue } from './action.ts'

/** A backslash keeps a sign from meaning anything. */
const escaped = (text: string, signs: RegExp): string => text.replace(signs, '\\$&')

const unescaped = (text: string): string => text.replace(/\\(.)/gsu, '$1')

/** None begins with `|`, which is free for a platform's own marks. */
const inName = /[\\;@=#+*|-]/g
const inText = /[\\;]/g
const inList = /[\\;,]/g

/** The same action always gives the same text, and no other action gives it. */
export const encodeAction = ({ command, input = {}, group }: Action): string => {
  const options = Object.entries(input).map(([name, value]) => `;${escaped(name, inName)}${encodeValue(value)}`)
  return [escaped(command, inName), group === undefined ? '' : `@${escaped(group, inText)}`, ...options].join('')
}

const encodeValue = (value: ActionValue): string => {
  if (typeof value === 'string') return `=${escaped(value, inText)}`
  if (typeof value === 'number') return `#${value}`
  if (typeof value === 'boolean') return value ? '+' : '-'
  return `*${value.map((entry) => `${escaped(entry, inList)},`).join('')}`
}

/** Any text up to a sign that is not escaped. */
const name = String.raw`((?:\\.|[^\\;@=#+*|-])*)`
const text = String.raw`((?:\\.|[^\\;])*)`
const head = new RegExp(`^${name}(?:@${text})?(?=;|$)`, 'su')
const field = new RegExp(`;${name}([=#+*-])${text}(?=;|$)`, 'suy')
const entry = /((?:\\.|[^\\,])*),/suy

/** Undefined for a text that is no action, such as one of an older deployment. */
export const decodeAction = (encoded: string): Action | undefined => {
  const [start, command = '', group] = head.exec(encoded) ?? []
  if (start === undefined || command === '') return undefined
  const input: [string, ActionValue][] = []
  for (let at = start.length; at < encoded.length; at = field.lastIndex) {
    field.lastIndex = at
    const [, option = '', sign = '', written = ''] = field.exec(encoded) ?? []
    const value = decodeValue(sign, written)
    if (value === undefined) return undefined
    input.push([unescaped(option), value])
  }
  return {
    command: unescaped(command),
    ...(input.length > 0 && { input: Object.fromEntries(input) }),
    ...(group !== undefined && { group: unescaped(group) }),
  }
}

const decodeValue = (sign: string, written: string): ActionValue | undefined => {
  if (sign === '=') return unescaped(written)
  if (sign === '+' || sign === '-') return written === '' ? sign === '+' : undefined
  if (sign === '#') return /^-?\d/.test(written) && Number.isFinite(Number(written)) ? Number(written) : undefined
  return sign === '*' ? decodeList(written) : undefined
}

const decodeList = (written: string): string[] | undefined => {
  const entries: string[] = []
  for (let at = 0; at < written.length; at = entry.lastIndex) {
    entry.lastIndex = at
    const [, value] = entry.exec(written) ?? []
    if (value === undefined) return undefined
    entries.push(unescaped(value))
  }
  return entries
}
