/** Renders inline text as Discord's markdown. Text is escaped here and nowhere else. */
import { sanitize } from '../../chat/sanitize.ts'
import type { Span, Text } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'

/** Escaped text is shown as it is: without formatting, mentions, links or time stamps. */
export const escaped = (text: string): string =>
  sanitize(text)
    .replace(/[\\*_~`|<>[\]@#]/g, '\\$&')
    // `://` would make a link, and a sign or number at the beginning a list.
    .replaceAll('://', '\\://')
    .replace(/^(\s*)([-+]|\d+\.)/, (_, space, sign) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`)

/** Escapes have no effect between backticks, so a backtick becomes a similar character. */
export const quotedCode = (text: string): string => sanitize(text).replaceAll('`', 'ˋ')

const enclosed = (sign: string, text: string) => (text.trim() === '' ? text : `${sign}${text}${sign}`)

const spanOf = (span: Span): string => {
  switch (span.kind) {
    case 'plain':
      return escaped(span.text)
    case 'strong':
      return enclosed('**', escaped(span.text))
    case 'emphasis':
      return enclosed('*', escaped(span.text))
    case 'code':
      return enclosed('`', quotedCode(span.text))
    case 'moment':
      return `<t:${Math.floor(span.at.epochMilliseconds / 1000)}:f>`
    case 'channel':
      return /^\d{15,21}$/.test(span.id) ? `<#${span.id}>` : escaped(span.text)
    default:
      return span satisfies never
  }
}

/** A longer line is shortened: it must fit into a message together with others. */
const maxLineLength = 1500

/** A line of markdown, shortened between characters and never inside of markup. */
export const toMarkdown = (text: Text): string => {
  let line = ''
  for (const span of text) {
    const next = spanOf(span)
    if (line.length + next.length <= maxLineLength) {
      line += next
      continue
    }
    // Escaping may double the length.
    const room = Math.max(1, Math.floor((maxLineLength - line.length) / 2) - 10)
    return line + spanOf({ kind: 'plain', text: truncate(span.text, room) })
  }
  return line
}
