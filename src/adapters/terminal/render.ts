/** Renders a reply as lines for a screen of a given width. */

import {
  type Block,
  type BlockRenderer,
  type Button,
  type DescribedButton,
  type Reply,
  renderBlock,
  tenthsOf,
} from '../../chat/reply.ts'
import { sanitize } from '../../chat/sanitize.ts'
import type { Span, Text } from '../../chat/text.ts'
import { numberAt } from './choices.ts'
import { hanging, padded, widthOf, wrapped } from './lines.ts'
import type { Format, Paint } from './style.ts'
import { tableLines } from './table.ts'

type Screen = {
  width: number
  paint: Paint
  /** The number whose press this reply answers: no button gets it. */
  pressed?: number | undefined
}

const formats: Record<Span['kind'], Format | undefined> = {
  plain: undefined,
  strong: 'bold',
  emphasis: 'italic',
  code: 'cyan',
  moment: undefined,
  channel: undefined,
}

/** The lines of a reply, none wider than the screen. */
export const renderReply = (reply: Reply, { width, paint, pressed }: Screen): string[] => {
  const renderer = createRenderer({ width, paint, pressed })
  const body = reply.blocks.flatMap((block, at) => spaced(renderBlock(renderer, block), reply.blocks[at - 1]))
  return [...titleLines(reply, { width, paint }), ...body]
}

const titleLines = ({ title, tone }: Reply, { width, paint }: Screen): string[] => {
  if (tone === 'problem') return hanging(paint('red', '✗ '), paint('bold', sanitize(title)), width)
  const lines = wrapped(paint('bold', sanitize(title)), width)
  return [...lines, paint('dim', '─'.repeat(Math.max(...lines.map(widthOf))))]
}

/** Separates blocks by an empty line, except below a heading. */
const spaced = (lines: readonly string[], before: Block | undefined): readonly string[] => {
  return before === undefined || before.kind === 'heading' ? lines : ['', ...lines]
}

const createRenderer = ({ width, paint, pressed }: Screen): BlockRenderer<string[]> => {
  const inline = (text: Text, plain?: Format): string =>
    text
      .map((span) => {
        const format = formats[span.kind] ?? plain
        return format ? paint(format, sanitize(span.text)) : sanitize(span.text)
      })
      .join('')

  let numbered = 0
  const numberedButtons = (buttons: readonly Button[]) => {
    const lines = buttonLines(buttons, numbered, { width, paint, pressed })
    numbered += buttons.length
    return lines
  }

  return {
    heading: ({ text }) => wrapped(paint('bold', sanitize(text)), width),
    text: ({ text }) => wrapped(inline(text), width),
    list: ({ items }) => items.flatMap((item) => hanging('  • ', inline(item), width)),
    fields: ({ fields }) => {
      const labels = fields.map(({ label }) => inline(label, 'dim'))
      const column = Math.max(0, ...labels.map(widthOf)) + 2
      // Where labels leave little room, values stand below them.
      const beside = column + 24 <= width
      return fields.flatMap(({ value }, at) => {
        const label = labels[at] ?? ''
        if (beside) return hanging(padded(label, column), inline(value), width)
        return [...wrapped(label, width), ...hanging('  ', inline(value), width)]
      })
    },
    entries: ({ entries }) =>
      entries.flatMap(({ title, summary, note }, at) => [
        ...(at > 0 && summary ? [''] : []),
        ...hanging('  ', inline(title), width),
        ...(summary ? hanging('    ', inline(summary), width) : []),
        ...(note ? hanging('    ', inline(note, 'dim'), width) : []),
      ]),
    table: ({ columns, rows }) =>
      tableLines(
        columns.map((column) => ({ ...column, title: sanitize(column.title) })),
        rows.map((row) => row.map((cell) => inline(cell))),
        width,
        paint,
      ),
    meter: ({ label, share, caption }) => {
      const tenths = tenthsOf(share)
      const bar = paint('green', '█'.repeat(tenths)) + paint('dim', '░'.repeat(10 - tenths))
      return wrapped(`${sanitize(label)}  ${bar}  ${inline(caption)}`, width)
    },
    buttons: ({ buttons }) => numberedButtons(buttons),
    choices: ({ choices }) => numberedButtons(choices.map(withDescription)),
  }
}

const withDescription = ({ label, description, ...button }: DescribedButton): Button => ({
  ...button,
  label: description === undefined ? label : `${label} (${description})`,
})

/** Buttons with the numbers that press them, as many on a line as fit. */
const buttonLines = (buttons: readonly Button[], before: number, { width, paint, pressed }: Screen): string[] => {
  const lines: string[] = []
  for (const [at, { label }] of buttons.entries()) {
    const [first = '', ...more] = hanging(paint('cyan', `[${numberAt(before + at, pressed)}] `), sanitize(label), width)
    const line = lines.at(-1)
    const fits = line !== undefined && widthOf(line) + 3 + widthOf(first) <= width && more.length === 0
    if (fits) lines[lines.length - 1] = `${line}   ${first}`
    else lines.push(first, ...more)
  }
  return lines
}
