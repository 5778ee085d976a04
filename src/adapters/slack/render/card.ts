/** Renders a reply as a message of Slack: a header, text, controls, and the summary for notifications and screen readers. */

import type { Reply } from '../../../chat/reply.ts'
import { sanitize } from '../../../chat/sanitize.ts'
import { plainText } from '../../../chat/text.ts'
import { truncate } from '../../../chat/truncate.ts'
import type { StoredActions } from '../../../ports/stored-actions.ts'
import { type BodyBlock, createBody, headerOf } from './body.ts'
import { type Actions, controlsOf } from './controls.ts'
import { type Container, maxBlocks, maxCharacters, maxSummaryLength, type Surface } from './limits.ts'

export type Card = { text: string; blocks: (BodyBlock | Actions)[] }

/** `owner`: the Slack id of the person who asked for the card and turns its pages. */
type CardOptions = { stored?: StoredActions; owner?: string | undefined; surface?: Surface }

export const cardOf = (reply: Reply, { stored = new Map(), owner, surface = 'message' }: CardOptions = {}): Card => {
  const container: Container = surface === 'message' ? 'message' : 'view'
  const header = headerOf(`${reply.tone === 'problem' ? '❌ ' : ''}${reply.title}`)
  const controls = controlsOf(reply.blocks, { stored, owner, container })
  const body = createBody({
    characters: maxCharacters[container] - controls.length - header.text.text.length,
    // One more block for the line that says that controls were left out.
    blocks: maxBlocks[container] - 1 - controls.rows.flat().length - (controls.isShortened ? 1 : 0),
    surface,
  })
  for (const [at, block] of reply.blocks.entries()) body.add(block, controls.rows[at] ?? [])
  return { text: summaryOf(reply), blocks: [header, ...body.end(controls.isShortened)] }
}

/** Escapes the summary, the only text in which Slack reads markup: `<!channel>` would notify everybody. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const summaryOf = ({ title, blocks }: Reply): string => {
  const paragraphs = blocks.flatMap((block) => (block.kind === 'text' ? [sanitize(plainText(block.text))] : []))
  return escaped(truncate([sanitize(title), ...paragraphs].join('\n').trim(), maxSummaryLength)) || '…'
}
