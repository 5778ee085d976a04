/** A reply as a message of Slack: a header, its text, its buttons, and the words for notifications and screen readers. */

import type { Reply } from '../../../chat/reply.ts'
import { sanitize } from '../../../chat/sanitize.ts'
import { plainText } from '../../../chat/text.ts'
import { truncate } from '../../../chat/truncate.ts'
import type { StoredActions } from '../../../ports/stored-actions.ts'
import { type BodyBlock, createBody, headerOf } from './body.ts'
import { type Actions, controlsOf } from './controls.ts'
import { type Container, maxBlocks, maxCharacters, maxSummaryLength, type Surface } from './limits.ts'

export type Card = { text: string; blocks: (BodyBlock | Actions)[] }

/** `owner`: whoever asked for the card, by the id of Slack, and turns its pages; nobody's without. */
type More = { stored?: StoredActions; owner?: string | undefined; surface?: Surface }

export const cardOf = (reply: Reply, { stored = new Map(), owner, surface = 'message' }: More = {}): Card => {
  const container: Container = surface === 'message' ? 'message' : 'view'
  const header = headerOf(`${reply.tone === 'problem' ? '❌ ' : ''}${reply.title}`)
  const controls = controlsOf(reply.blocks, { stored, owner, container })
  const body = createBody({
    characters: maxCharacters[container] - controls.length - header.text.text.length,
    // One more for what is said where controls had to be left out.
    blocks: maxBlocks[container] - 1 - controls.rows.flat().length - (controls.isShortened ? 1 : 0),
    surface,
  })
  for (const [at, block] of reply.blocks.entries()) body.add(block, controls.rows[at] ?? [])
  return { text: summaryOf(reply), blocks: [header, ...body.end(controls.isShortened)] }
}

/** The only text in which Slack reads signs: `<!channel>` would call everybody. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const summaryOf = ({ title, blocks }: Reply): string => {
  const paragraphs = blocks.flatMap((block) => (block.kind === 'text' ? [sanitize(plainText(block.text))] : []))
  return escaped(truncate([sanitize(title), ...paragraphs].join('\n').trim(), maxSummaryLength)) || '…'
}
