/** Inline text as Discord's markdown. Escaping happens here and nowhere else: at the leaf, where text becomes markup. */
import { sanitize } from '../../chat/sanitize.ts'
import type { Span, Text } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'

/** So that it is shown as it is: no formatting, mention, link or time stamp comes of it. */
export const escaped = (text: string): string =>
  sanitize(text)
    .replace(/[\\*_~`|<>[\]@#]/g, '\\$&')
    // Addresses are turned into links, and lists begun, by what follows or stands before.
    .replaceAll('://', '\\://')
    .replace(/^(\s*)([-+]|\d+\.)/, (_, space, sign) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`)

/** Between backticks nothing is escaped, so backticks are shown as their likeness. */
export const quotedCode = (text: string): string => sanitize(text).replaceAll('`', 'ˋ')

const around = (sign: string, text: string) => (text.trim() === '' ? text : `${sign}${text}${sign}`)

const spanOf = (span: Span): string => {
  switch (span.kind) {
    case 'plain':
      return escaped(span.text)
    case 'strong':
      return around('**', escaped(span.text))
    case 'emphasis':
      return around('*', escaped(span.text))
    case 'code':
      return around('`', quotedCode(span.text))
    case 'moment':
      return `<t:${Math.floor(span.at.epochMilliseconds / 1000)}:f>`
    case 'channel':
      return /^\d{15,21}$/.test(span.id) ? `<#${span.id}>` : escaped(span.text)
    default:
      return span satisfies never
  }
}

/** Longer lines are cut: one must fit into a message with room for others. */
const longestLine = 1500

/** A line of markdown, cut between characters and never inside of markup. */
export const toMarkdown = (text: Text): string => {
  let line = ''
  for (const span of text) {
    const next = spanOf(span)
    if (line.length + next.length <= longestLine) {
      line += next
      continue
    }
    // Escaping at most doubles what is left to say.
    const room = Math.max(1, Math.floor((longestLine - line.length) / 2) - 10)
    return line + spanOf({ kind: 'plain', text: truncate(span.text, room) })
  }
  return line
}
