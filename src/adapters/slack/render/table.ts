/** Renders a table as Slack's table block within its limits, else as one line for each row. */

import type { Column } from '../../../chat/reply.ts'
import { sanitize } from '../../../chat/sanitize.ts'
import { plainText, strong, type Text, text } from '../../../chat/text.ts'
import { maxTableCharacters, maxTableColumns, maxTableRows } from './limits.ts'
import { type Leaf, lengthOf, toLeaves } from './rich-text.ts'

type Given = { columns: readonly Column[]; rows: readonly (readonly Text[])[] }

type Cell =
  | { type: 'raw_text'; text: string }
  | { type: 'rich_text'; elements: [{ type: 'rich_text_section'; elements: Leaf[] }] }

export type Table = { type: 'table'; rows: Cell[][]; column_settings: { align: 'left' | 'right'; is_wrapped: true }[] }

/** Slack refuses empty cells. */
const cellOf = (words: Text): Cell => {
  const leaves = toLeaves(words)
  const [first, ...others] = leaves
  if (first === undefined) return { type: 'raw_text', text: '–' }
  if (others.length === 0 && first.type === 'text' && !first.style) return { type: 'raw_text', text: first.text }
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: leaves }] }
}

const lengthOfCell = (cell: Cell): number =>
  cell.type === 'raw_text' ? cell.text.length : cell.elements[0].elements.reduce((sum, leaf) => sum + lengthOf(leaf), 0)

/** The table and its number of characters; undefined where it exceeds Slack's limits. */
export const tableOf = ({ columns, rows }: Given): { table: Table; length: number } | undefined => {
  if (rows.length === 0 || rows.length >= maxTableRows || columns.length > maxTableColumns) return undefined
  const header = columns.map(({ title }): Cell => ({ type: 'raw_text', text: sanitize(title) || '–' }))
  const cells = [header, ...rows.map((row) => columns.map((_, at) => cellOf(row[at] ?? [])))]
  const length = cells.flat().reduce((sum, cell) => sum + lengthOfCell(cell), 0)
  if (length > maxTableCharacters) return undefined
  const settings = columns.map(({ align }) => ({ align: align ?? ('left' as const), is_wrapped: true as const }))
  return { table: { type: 'table', rows: cells, column_settings: settings }, length }
}

/** "**1** Programming Foundations · Weeks 4-6". */
export const rowLine = (columns: readonly Column[], row: readonly Text[]): Leaf[] => {
  const [first = [], second = [], ...others] = row
  const facts = others.map((cell, at) => text` · ${columns[at + 2]?.title ?? ''} ${cell}`)
  return toLeaves([...text`${strong(plainText(first))} ${second}`, ...facts.flat()])
}
