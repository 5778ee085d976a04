/** The text of a card, section by section, shortened to what Discord takes. */
import type { Block, BlockRenderer, Reply } from '../../chat/reply.ts'
import { renderBlock, tenthsOf } from '../../chat/reply.ts'
import { text } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import { maxBytes, maxCharacters } from './limits.ts'
import { escaped, toMarkdown } from './markdown.ts'
import { tableLines } from './table.ts'

/** Lines of one block, with the text before and after them. */
type Part = { before?: string; lines: readonly string[]; after?: string }

const toRenderedBlock: BlockRenderer<Part | undefined> = {
  heading: ({ text: words }) => ({ lines: [`### ${toMarkdown(text`${words}`)}`] }),
  text: ({ text: words }) => ({ lines: [toMarkdown(words)] }),
  fields: ({ fields }) => ({
    lines: fields.map(({ label, value }) => `**${toMarkdown(label)}** ${toMarkdown(value)}`),
  }),
  list: ({ items }) => ({ lines: items.map((item) => `- ${toMarkdown(item)}`) }),
  entries: ({ entries }) => ({
    lines: entries.flatMap(({ title, summary, note }) => [
      toMarkdown(title),
      ...(summary ? [toMarkdown(summary)] : []),
      ...(note ? [`-# ${toMarkdown(note)}`] : []),
    ]),
  }),
  table: tableLines,
  meter: ({ label, share, caption }) => {
    const tenths = tenthsOf(share)
    const bar = '█'.repeat(tenths) + '░'.repeat(10 - tenths)
    return { lines: [`${toMarkdown(text`${label}`)} \`${bar}\` ${toMarkdown(caption)}`] }
  },
  buttons: () => undefined,
  choices: () => undefined,
}

/** The last line of a card that is too long. */
const shortened = '-# Shortened: there is more than fits here.'

const maxTitleLength = 200

/** The sections, each of at least one character; the first begins with the title, the others with a heading. */
export const sectionsOf = ({ title, tone, blocks }: Reply): string[] => {
  const sign = tone === 'problem' ? '❌ ' : ''
  const name = escaped(truncate(title, maxTitleLength)).trim() || '…'
  const sections = [`## ${sign}${name}`]
  const room = createRoom(sections[0] ?? '')
  for (const block of blocks) {
    const part = renderBlock(toRenderedBlock, block)
    if (!part || part.lines.every((line) => line.trim() === '')) continue
    const fitting = linesWithin(part, room)
    if (fitting === undefined) {
      sections.push(shortened)
      break
    }
    add(sections, fitting, block)
    if (room.isFull()) {
      sections.push(shortened)
      break
    }
  }
  return sections
}

/** A heading begins a section; any other block is appended to the last one: directly below a heading, else after an empty line. */
const add = (sections: string[], words: string, { kind }: Block): void => {
  if (kind === 'heading') {
    sections.push(words)
    return
  }
  const last = sections.at(-1) ?? ''
  const between = /^#{2,3} [^\n]*$/.test(last) ? '\n' : '\n\n'
  sections[sections.length - 1] = `${last}${between}${words}`
}

const bytesOf = (words: string) => Buffer.byteLength(words)

const createRoom = (used: string) => {
  let [characters, bytes, full] = [
    maxCharacters - used.length - shortened.length,
    maxBytes - bytesOf(used) - bytesOf(shortened),
    false,
  ]
  return {
    isFull: () => full,
    /** Reserves room for text and its separators; false where too little is left. */
    take(words: string): boolean {
      if (words.length + 3 > characters || bytesOf(words) + 3 > bytes) {
        full = true
        return false
      }
      characters -= words.length + 3
      bytes -= bytesOf(words) + 3
      return true
    },
  }
}

/** As many lines of a block as there is room for; undefined for none. */
const linesWithin = (
  { before = '', lines, after = '' }: Part,
  room: ReturnType<typeof createRoom>,
): string | undefined => {
  if (!room.take(before + after)) return undefined
  const fitting: string[] = []
  for (const line of lines) {
    if (!room.take(line)) break
    fitting.push(line)
  }
  return fitting.length === 0 ? undefined : `${before}${fitting.join('\n')}${after}`
}
