/** Renders inline text as elements of Slack's rich text, which Slack never reads as markup, so nothing is escaped. */
import { sanitize } from '../../../chat/sanitize.ts'
import type { Span, Text } from '../../../chat/text.ts'
import { truncate } from '../../../chat/truncate.ts'

type Style = { bold?: true; italic?: true; code?: true }

export type Leaf =
  | { type: 'text'; text: string; style?: Style }
  | { type: 'date'; timestamp: number; format: string; fallback: string }
  | { type: 'channel'; channel_id: string }

/** A longer line is shortened: it must fit into a message together with others. */
const maxLineLength = 1500

const channelId = /^[CGD][A-Z0-9]{6,20}$/

const styles = { plain: undefined, strong: { bold: true }, emphasis: { italic: true }, code: { code: true } } as const

const leafOf = (span: Span): Leaf => {
  const words = sanitize(span.text)
  switch (span.kind) {
    case 'plain':
    case 'strong':
    case 'emphasis':
    case 'code': {
      const style = styles[span.kind]
      return { type: 'text', text: words, ...(style && { style }) }
    }
    case 'moment': {
      const timestamp = Math.floor(span.at.epochMilliseconds / 1000)
      return { type: 'date', timestamp, format: '{date_short_pretty} at {time}', fallback: words || '…' }
    }
    case 'channel':
      return channelId.test(span.id)
        ? { type: 'channel', channel_id: span.id }
        : { type: 'text', text: words, style: { code: true } }
    default:
      return span satisfies never
  }
}

export const textLeaf = (text: string): Leaf => ({ type: 'text', text })

/** The number of characters that a leaf counts for, rounded up. */
export const lengthOf = (leaf: Leaf): number => {
  if (leaf.type === 'text') return leaf.text.length
  return leaf.type === 'date' ? 40 : 20
}

/** A line of text; empty leaves are left out, because Slack refuses them. */
export const toLeaves = (text: Text): Leaf[] => {
  const leaves: Leaf[] = []
  let room = maxLineLength
  for (const span of text) {
    const leaf = leafOf(span)
    if (leaf.type === 'text' && leaf.text === '') continue
    if (lengthOf(leaf) <= room) leaves.push(leaf)
    else {
      leaves.push(leaf.type === 'text' && room > 1 ? { ...leaf, text: truncate(leaf.text, room) } : textLeaf('…'))
      break
    }
    room -= lengthOf(leaf)
  }
  return leaves
}
