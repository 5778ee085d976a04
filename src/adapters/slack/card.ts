/** A reply as a message of Slack: a header, its text, its buttons, and the words for notifications and screen readers. */
import { clean } from '../../bot/clean.ts'
import type { Reply } from '../../bot/reply.ts'
import { plainText } from '../../bot/text.ts'
import { type BodyBlock, bodyOf } from './body.ts'
import { type Actions, controlsOf, type Drafts, plainTextOf } from './controls.ts'
import { longestSummary, longestTitle, mostBlocks, mostCharacters } from './limits.ts'
import { cut } from './rich-text.ts'

type Header = { type: 'header'; text: ReturnType<typeof plainTextOf> }

export type Card = { text: string; blocks: (Header | BodyBlock | Actions)[] }

/** `owner`: whoever asked for the card, and turns its pages; nobody's without. */
type More = { drafts?: Drafts; owner?: string | undefined; place?: 'message' | 'view' }

export const cardOf = (reply: Reply, { drafts = new Map(), owner, place = 'message' }: More = {}): Card => {
  const sign = reply.tone === 'problem' ? '❌ ' : ''
  const header: Header = { type: 'header', text: plainTextOf(`${sign}${reply.title}`, longestTitle) }
  const { rows, length } = controlsOf(reply.blocks, { drafts, owner })
  const room = {
    characters: mostCharacters - length - header.text.text.length,
    blocks: mostBlocks[place] - 1 - rows.length,
    hasTables: place === 'message',
  }
  return { text: summaryOf(reply), blocks: [header, ...bodyOf(reply.blocks, room), ...rows] }
}

/** The only text in which Slack reads signs: `<!channel>` would call everybody. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const summaryOf = ({ title, blocks }: Reply): string => {
  const paragraphs = blocks.flatMap((block) => (block.kind === 'text' ? [clean(plainText(block.text))] : []))
  return escaped(cut([clean(title), ...paragraphs].join('\n').trim(), longestSummary)) || '…'
}
