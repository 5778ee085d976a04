/** Renders a table: aligned in a code block where it fits on a phone, else as one line for each row. */
import width from 'fast-string-width'
import type { Column } from '../../chat/reply.ts'
import { plainText, strong, type Text, text } from '../../chat/text.ts'
import { quotedCode, toMarkdown } from './markdown.ts'

/** The columns of a code block that a phone shows without breaking lines. */
const maxWidth = 36

type Table = { columns: readonly Column[]; rows: readonly (readonly Text[])[] }

/** The lines of the table, with the text before and after them. */
export const tableLines = ({ columns, rows }: Table): { before: string; lines: string[]; after: string } => {
  const cells = rows.map((row) => columns.map((_, at) => quotedCode(plainText(row[at] ?? []))))
  const widths = columns.map(({ title }, at) =>
    Math.max(width(quotedCode(title)), ...cells.map((row) => width(row[at] ?? ''))),
  )
  const whole = widths.reduce((sum, one) => sum + one + 2, -2)
  if (whole > maxWidth) return { before: '', lines: rows.map((row) => rowLine(columns, row)), after: '' }
  const aligned = (row: readonly string[]) =>
    row
      .map((cell, at) => {
        const room = ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(cell)))
        return columns[at]?.align === 'right' ? room + cell : cell + room
      })
      .join('  ')
      .trimEnd()
  const lines = [aligned(columns.map(({ title }) => quotedCode(title))), ...cells.map(aligned)]
  return { before: '```\n', lines, after: '\n```' }
}

/** "**1** Programming Foundations · Weeks 4-6". */
const rowLine = (columns: readonly Column[], row: readonly Text[]): string => {
  const [first = [], second = [], ...others] = row
  const facts = others.map((cell, at) => text` · ${columns[at + 2]?.title ?? ''} ${cell}`)
  return toMarkdown([...text`${strong(plainText(first))} ${second}`, ...facts.flat()])
}
