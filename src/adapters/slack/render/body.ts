/** The body of a card: text as rich text, headers and a table, shortened to Slack's limits, with the controls between. */

import { type Block, renderBlock } from '../../../chat/reply.ts'
import { sanitize } from '../../../chat/sanitize.ts'
import { emphasis, text } from '../../../chat/text.ts'
import { type Actions, type PlainText, plainTextOf } from './controls.ts'
import { maxTitleLength, type Surface } from './limits.ts'
import { type RenderedBlock, rowsAsLines, toRenderedBlock } from './render-block.ts'
import { type Leaf, lengthOf, textLeaf, toLeaves } from './rich-text.ts'
import type { Table } from './table.ts'

type Section = { type: 'rich_text_section'; elements: Leaf[] }
type List = { type: 'rich_text_list'; style: 'bullet'; elements: Section[] }
type RichText = { type: 'rich_text'; elements: (Section | List)[] }

export type Header = { type: 'header'; text: PlainText }

export type BodyBlock = RichText | Table | Header | typeof divider

const divider = { type: 'divider' } as const

export const headerOf = (words: string): Header => ({ type: 'header', text: plainTextOf(words, maxTitleLength) })

/** The last line of a card that is too long. */
const shortened = 'Shortened: there is more than fits here.'

/** `characters` and `blocks`: the limits without title and controls. `surface`: only messages have tables, only views have headers. */
type Room = { characters: number; blocks: number; surface: Surface }

const isBlank = (line: readonly Leaf[]): boolean =>
  line.every((leaf) => leaf.type === 'text' && leaf.text.trim() === '')

/** Collects the blocks of a card in order. Text is shortened to the limits, controls are not. */
export const createBody = ({ characters, blocks: most, surface }: Room) => {
  const body: (BodyBlock | Actions)[] = []
  let room = characters - shortened.length
  let count = 0
  let heading: Leaf[] | undefined
  let hasTable = surface !== 'message'
  let isFull = false

  const push = (...blocks: BodyBlock[]): void => {
    count += blocks.length
    body.push(...blocks)
  }
  /** Adds a heading of a message that no text follows. */
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
  const addTable = ({ table, length }: Extract<RenderedBlock, { kind: 'table' }>) => {
    // A heading above it takes a block of its own.
    if (length > room || count + 2 >= most) return shorten()
    pushHeading()
    hasTable = true
    room -= length
    push(table)
  }
  /** Adds a heading of a view as a block; on the home tab a divider stands above it. */
  const addHeader = (words: string) => {
    const header = headerOf(words)
    const blocks = surface === 'home' && body.length > 0 ? [divider, header] : [header]
    if (header.text.text.length > room || count + blocks.length >= most) return shorten()
    room -= header.text.text.length
    push(...blocks)
  }
  const addLines = ({ kind, lines: allLines }: Exclude<RenderedBlock, { kind: 'table' }>) => {
    const lines = allLines.filter((line) => !isBlank(line))
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
    if (block.kind === 'heading' && surface !== 'message') {
      if (sanitize(block.text).trim() !== '') addHeader(block.text)
      return
    }
    const part = block.kind === 'table' && hasTable ? rowsAsLines(block) : renderBlock(toRenderedBlock, block)
    if (part?.kind === 'table') addTable(part)
    else if (part) addLines(part)
  }

  return {
    /** `rows`: the controls of the block. */
    add(block: Block, rows: readonly Actions[]): void {
      if (!isFull) addText(block)
      if (rows.length === 0) return
      pushHeading()
      body.push(...rows)
    },
    /** `isShortened`: controls were left out, which the last line says too. */
    end(isShortened: boolean): readonly (BodyBlock | Actions)[] {
      pushHeading()
      if (isShortened) shorten()
      return body
    },
  }
}

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
