/** Renders a block of a reply as lines of rich text or as a table. */
import { type Block, type BlockRenderer, tenthsOf } from '../../../chat/reply.ts'
import { emphasis, plainText, strong, type Text, text } from '../../../chat/text.ts'
import { type Leaf, toLeaves } from './rich-text.ts'
import { rowLine, type Table, tableOf } from './table.ts'

/** `heading`: it is joined with the next block. */
export type RenderedBlock =
  | { kind: 'heading' | 'lines' | 'list'; lines: Leaf[][] }
  | { kind: 'table'; table: Table; length: number }

const linesOf = (texts: readonly Text[]): RenderedBlock => ({ kind: 'lines', lines: texts.map(toLeaves) })

const bold = (words: Text): Text => text`${strong(plainText(words))}`

/** Renders a table as lines where Slack takes no table: a message takes one, a view none. */
export const rowsAsLines = ({ columns, rows }: Extract<Block, { kind: 'table' }>): RenderedBlock => ({
  kind: 'lines',
  lines: rows.map((row) => rowLine(columns, row)),
})

/** The rendered block; undefined for controls, which controls.ts renders. */
export const toRenderedBlock: BlockRenderer<RenderedBlock | undefined> = {
  heading: ({ text: words }) => ({ kind: 'heading', lines: [toLeaves(text`${strong(words)}`)] }),
  text: ({ text: words }) => linesOf([words]),
  fields: ({ fields }) => linesOf(fields.map(({ label, value }) => [...bold(label), ...text` ${value}`])),
  list: ({ items }) => ({ kind: 'list', lines: items.map(toLeaves) }),
  entries: ({ entries }) =>
    linesOf(
      entries.flatMap(({ title, summary, note }) => [
        title,
        ...(summary ? [summary] : []),
        // Rich text has no small print.
        ...(note ? [text`${emphasis(plainText(note))}`] : []),
      ]),
    ),
  table: (block) => {
    const table = tableOf(block)
    return table ? { kind: 'table', ...table } : rowsAsLines(block)
  },
  meter: ({ label, share, caption }) => {
    const tenths = tenthsOf(share)
    const bar = '█'.repeat(tenths) + '░'.repeat(10 - tenths)
    return linesOf([text`${label} ${bar} ${caption}`])
  },
  buttons: () => undefined,
  choices: () => undefined,
}
