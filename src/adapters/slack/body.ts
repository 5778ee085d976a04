/** The text of a card as blocks of rich text and a table, shortened to what Slack takes. */
import type { Block, BlockRenderer } from '../../bot/reply.ts'
import { renderBlock, tenthsOf } from '../../bot/reply.ts'
import { emphasis, plainText, strong, type Text, text } from '../../bot/text.ts'
import { type Leaf, lengthOf, textLeaf, toLeaves } from './rich-text.ts'
import { rowLine, type Table, tableOf } from './table.ts'

type Section = { type: 'rich_text_section'; elements: Leaf[] }
type List = { type: 'rich_text_list'; style: 'bullet'; elements: Section[] }
type RichText = { type: 'rich_text'; elements: (Section | List)[] }

export type BodyBlock = RichText | Table

/** Lines that belong together. */
type Part = { kind: 'heading' | 'lines' | 'list'; lines: Leaf[][] } | { kind: 'table'; table: Table; length: number }

const linesOf = (texts: readonly Text[]): Part => ({ kind: 'lines', lines: texts.map(toLeaves) })

const bold = (words: Text): Text => text`${strong(plainText(words))}`

const partOf: BlockRenderer<Part | undefined> = {
  heading: ({ text: words }) => ({ kind: 'heading', lines: [toLeaves(text`${strong(words)}`)] }),
  text: ({ text: words }) => linesOf([words]),
  fields: ({ fields }) => linesOf(fields.map(({ label, value }) => [...bold(label), ...text` ${value}`])),
  list: ({ items }) => ({ kind: 'list', lines: items.map(toLeaves) }),
  entries: ({ entries }) =>
    linesOf(
      entries.flatMap(({ title, summary, note }) => [
        title,
        ...(summary ? [summary] : []),
        // The nearest that rich text has to small print.
        ...(note ? [text`${emphasis(plainText(note))}`] : []),
      ]),
    ),
  table: (given) => {
    const table = tableOf(given)
    return table
      ? { kind: 'table', ...table }
      : { kind: 'lines', lines: given.rows.map((row) => rowLine(given.columns, row)) }
  },
  meter: ({ label, share, caption }) => {
    const tenths = tenthsOf(share)
    const bar = '█'.repeat(tenths) + '░'.repeat(10 - tenths)
    return linesOf([text`${label} ${bar} ${caption}`])
  },
  buttons: () => undefined,
  choices: () => undefined,
}

/** Told where something had to be left out. */
const shortened = 'Shortened: there is more than fits here.'

/** `hasTables`: only messages may have one. */
type Room = { characters: number; blocks: number; hasTables: boolean }

const isBlank = (line: readonly Leaf[]): boolean =>
  line.every((leaf) => leaf.type === 'text' && leaf.text.trim() === '')

/** The blocks of text, in the room that is left beside title and controls. */
export const bodyOf = (blocks: readonly Block[], { characters, blocks: most, hasTables }: Room): BodyBlock[] => {
  const body: BodyBlock[] = []
  let room = characters - shortened.length
  let heading: Leaf[] | undefined
  let hasTable = !hasTables
  /** As many lines as there is room for. */
  const fitting = (lines: readonly Leaf[][]): Leaf[][] => {
    const taken: Leaf[][] = []
    for (const line of lines) {
      const length = line.reduce((sum, leaf) => sum + lengthOf(leaf), 1)
      if (length > room) break
      room -= length
      taken.push(line)
    }
    return taken
  }
  const end = (): BodyBlock[] => [...body, richText([sectionOf([toLeaves(text`${emphasis(shortened)}`)])])]
  for (const block of blocks) {
    const given = renderBlock(partOf, block)
    if (!given) continue
    const part = given.kind === 'table' && hasTable && block.kind === 'table' ? asLines(block) : given
    if (part.kind === 'table') {
      // A heading above it takes a block of its own.
      if (part.length > room || body.length + 2 >= most) return end()
      if (heading) body.push(richText([sectionOf([heading])]))
      heading = undefined
      hasTable = true
      room -= part.length
      body.push(part.table)
      continue
    }
    const lines = part.lines.filter((line) => !isBlank(line))
    if (lines.length === 0) continue
    const taken = fitting(lines)
    if (taken.length === 0 || body.length + 1 >= most) return end()
    if (part.kind === 'heading') {
      if (heading) body.push(richText([sectionOf([heading])]))
      heading = taken[0]
      continue
    }
    body.push(
      richText([
        ...(heading && part.kind === 'list' ? [sectionOf([heading])] : []),
        part.kind === 'list' ? listOf(taken) : sectionOf(heading ? [heading, ...taken] : taken),
      ]),
    )
    heading = undefined
    if (taken.length < lines.length) return end()
  }
  if (heading) body.push(richText([sectionOf([heading])]))
  return body
}

/** There may be one table in a message. */
const asLines = ({ columns, rows }: Extract<Block, { kind: 'table' }>): Part => ({
  kind: 'lines',
  lines: rows.map((row) => rowLine(columns, row)),
})

const richText = (elements: RichText['elements']): RichText => ({ type: 'rich_text', elements })

const sectionOf = (lines: readonly Leaf[][]): Section => ({
  type: 'rich_text_section',
  elements: lines.flatMap((line, at) => (at === 0 ? line : [textLeaf('\n'), ...line])),
})

const listOf = (lines: readonly Leaf[][]): List => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: lines.map((line) => sectionOf([line])),
})
