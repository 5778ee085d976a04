/** The text of a card as blocks of rich text, headers and a table, shortened to what Slack takes, with its controls between. */
import { clean } from '../../bot/clean.ts'
import type { Block, BlockRenderer } from '../../bot/reply.ts'
import { renderBlock, tenthsOf } from '../../bot/reply.ts'
import { emphasis, plainText, strong, type Text, text } from '../../bot/text.ts'
import { type Actions, plainTextOf } from './controls.ts'
import { longestTitle } from './limits.ts'
import { type Leaf, lengthOf, textLeaf, toLeaves } from './rich-text.ts'
import { rowLine, type Table, tableOf } from './table.ts'

type Section = { type: 'rich_text_section'; elements: Leaf[] }
type List = { type: 'rich_text_list'; style: 'bullet'; elements: Section[] }
type RichText = { type: 'rich_text'; elements: (Section | List)[] }

export type Header = { type: 'header'; text: ReturnType<typeof plainTextOf> }

export type BodyBlock = RichText | Table | Header | typeof divider

/** Where a card is shown. */
export type Place = 'message' | 'modal' | 'home'

const divider = { type: 'divider' } as const

export const headerOf = (words: string): Header => ({ type: 'header', text: plainTextOf(words, longestTitle) })

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

/** `characters` and `blocks`: what is left beside title and controls. `place`: only messages may have a table, only views have headers. */
type Room = { characters: number; blocks: number; place: Place }

const isBlank = (line: readonly Leaf[]): boolean =>
  line.every((leaf) => leaf.type === 'text' && leaf.text.trim() === '')

/** The blocks of a card in their order, the text shortened to its room; the controls given with them are all there. */
export const createBody = ({ characters, blocks: most, place }: Room) => {
  const body: (BodyBlock | Actions)[] = []
  let room = characters - shortened.length
  let count = 0
  let heading: Leaf[] | undefined
  let hasTable = place !== 'message'
  let isFull = false

  const push = (...blocks: BodyBlock[]): void => {
    count += blocks.length
    body.push(...blocks)
  }
  /** A heading of a message that no text follows. */
  const pushHeading = (): void => {
    if (heading) push(richText([sectionOf([heading])]))
    heading = undefined
  }
  const shorten = (): void => {
    if (!isFull) push(richText([sectionOf([toLeaves(text`${emphasis(shortened)}`)])]))
    heading = undefined
    isFull = true
  }
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
  const addTable = ({ table, length }: Extract<Part, { kind: 'table' }>) => {
    // A heading above it takes a block of its own.
    if (length > room || count + 2 >= most) return shorten()
    pushHeading()
    hasTable = true
    room -= length
    push(table)
  }
  /** A heading of a view is a block of its own; at home, each begins something new. */
  const addHeader = (words: string) => {
    const header = headerOf(words)
    const blocks = place === 'home' && body.length > 0 ? [divider, header] : [header]
    if (header.text.text.length > room || count + blocks.length >= most) return shorten()
    room -= header.text.text.length
    push(...blocks)
  }
  const addLines = ({ kind, lines: given }: Exclude<Part, { kind: 'table' }>) => {
    const lines = given.filter((line) => !isBlank(line))
    if (lines.length === 0) return
    const taken = fitting(lines)
    if (taken.length === 0 || count + 1 >= most) return shorten()
    if (kind === 'heading') {
      pushHeading()
      heading = taken[0]
      return
    }
    push(
      richText([
        ...(heading && kind === 'list' ? [sectionOf([heading])] : []),
        kind === 'list' ? listOf(taken) : sectionOf(heading ? [heading, ...taken] : taken),
      ]),
    )
    heading = undefined
    if (taken.length < lines.length) shorten()
  }
  const addText = (block: Block): void => {
    if (block.kind === 'heading' && place !== 'message') {
      if (clean(block.text).trim() !== '') addHeader(block.text)
      return
    }
    const part = block.kind === 'table' && hasTable ? asLines(block) : renderBlock(partOf, block)
    if (part?.kind === 'table') addTable(part)
    else if (part) addLines(part)
  }

  return {
    /** `rows`: the controls that the block stands for. */
    add(block: Block, rows: readonly Actions[]): void {
      if (!isFull) addText(block)
      if (rows.length === 0) return
      pushHeading()
      body.push(...rows)
    },
    /** `isShortened`: controls had to be left out, which is said too. */
    end(isShortened: boolean): readonly (BodyBlock | Actions)[] {
      pushHeading()
      if (isShortened) shorten()
      return body
    },
  }
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
