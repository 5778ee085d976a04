/** A reply as a message of Slack: a header, its text, its buttons, and the words for notifications and screen readers. */
import { clean } from '../../bot/clean.ts'
import type { Reply } from '../../bot/reply.ts'
import { plainText } from '../../bot/text.ts'
import { type BodyBlock, createBody, headerOf, type Place } from './body.ts'
import { type Actions, controlsOf, type Drafts } from './controls.ts'
import { longestSummary, mostBlocks, mostCharacters } from './limits.ts'
import { cut } from './rich-text.ts'

export type Card = { text: string; blocks: (BodyBlock | Actions)[] }

/** `owner`: whoever asked for the card, and turns its pages; nobody's without. */
type More = { drafts?: Drafts; owner?: string | undefined; place?: Place }

export const cardOf = (reply: Reply, { drafts = new Map(), owner, place = 'message' }: More = {}): Card => {
  const surface = place === 'message' ? 'message' : 'view'
  const header = headerOf(`${reply.tone === 'problem' ? '❌ ' : ''}${reply.title}`)
  const controls = controlsOf(reply.blocks, { drafts, owner, surface })
  const body = createBody({
    characters: mostCharacters[surface] - controls.length - header.text.text.length,
    // One more for what is said where controls had to be left out.
    blocks: mostBlocks[surface] - 1 - controls.rows.flat().length - (controls.isShortened ? 1 : 0),
    place,
  })
  for (const [at, block] of reply.blocks.entries()) body.add(block, controls.rows[at] ?? [])
  return { text: summaryOf(reply), blocks: [header, ...body.end(controls.isShortened)] }
}

/** The only text in which Slack reads signs: `<!channel>` would call everybody. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const summaryOf = ({ title, blocks }: Reply): string => {
  const paragraphs = blocks.flatMap((block) => (block.kind === 'text' ? [clean(plainText(block.text))] : []))
  return escaped(cut([clean(title), ...paragraphs].join('\n').trim(), longestSummary)) || '…'
}
