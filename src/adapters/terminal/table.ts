/** Renders a table with aligned columns; cells wrap where the screen is narrow. */
import type { Column } from '../../chat/reply.ts'
import { padded, widthOf, wrapped } from './lines.ts'
import type { Paint } from './style.ts'

const gap = 2

/** The lines of a table at most `width` columns wide. */
export const tableLines = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Paint,
): string[] => {
  const header = columns.map(({ title }) => paint('bold', title))
  const widths = fitted(
    columns.map((_, at) => Math.max(...[header, ...rows].map((row) => widthOf(row[at] ?? '')))),
    width,
  )
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth)).join(' '.repeat(gap))
  const [head = [], ...body] = [header, ...rows].map((row) => rowLines(row, columns, widths))
  return [...head, paint('dim', rule), ...body.flat()]
}

/** Narrows the widest columns until the table fits; every column keeps at least one character. */
const fitted = (natural: readonly number[], width: number): number[] => {
  const widths = [...natural]
  const available = width - gap * (widths.length - 1)
  for (let excess = widths.reduce((sum, each) => sum + each, 0) - available; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = Math.max(1, (widths[widest] ?? 1) - 1)
  }
  return widths
}

const rowLines = (row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] => {
  const cells = widths.map((width, at) => wrapped(row[at] ?? '', width))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, at) => padded(cells[at]?.[line] ?? '', width, columns[at]?.align))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}
