import { isObject, type Json, listOf, textOf } from './json.ts'
import type { Report } from './text-rules.ts'

/** What each leaf of rich text must have, as a string or (`date`) a number. */
const leaves: Record<string, readonly string[]> = {
  text: ['text'],
  link: ['url'],
  emoji: ['name'],
  user: ['user_id'],
  usergroup: ['usergroup_id'],
  channel: ['channel_id'],
  team: ['team_id'],
  color: ['value'],
  broadcast: ['range'],
  date: ['timestamp', 'format'],
}
const onlyLinks = ['text', 'link']

const checkLeaf = (leaf: unknown, at: string, report: Report, allowed: readonly string[]) => {
  if (!isObject(leaf)) return report(at, 'must be an object')
  const kind = textOf(leaf.type)
  if (!allowed.includes(kind)) return report(`${at}/type`, `unsupported type: ${kind}`)
  for (const key of leaves[kind] ?? []) {
    const value = leaf[key]
    if (typeof value !== 'number' && (typeof value !== 'string' || value === ''))
      report(`${at}/${key}`, 'missing required field')
  }
  if (kind === 'broadcast' && !['here', 'channel', 'everyone'].includes(textOf(leaf.range)))
    report(`${at}/range`, 'must be one of: here, channel, everyone')
}

const checkNode = (node: unknown, at: string, report: Report, allowed: readonly string[]) => {
  if (!isObject(node)) return report(at, 'must be an object')
  const kind = textOf(node.type)
  if (!allowed.includes(kind)) return report(`${at}/type`, `unsupported type: ${kind}`)
  if (!Array.isArray(node.elements)) return report(`${at}/elements`, 'must be an array')
  if (kind === 'rich_text_list' && node.style !== 'bullet' && node.style !== 'ordered')
    report(`${at}/style`, 'must be one of: bullet, ordered')
  node.elements.forEach((child, index) => {
    const place = `${at}/elements/${index}`
    if (kind === 'rich_text_list') checkNode(child, place, report, ['rich_text_section'])
    else checkLeaf(child, place, report, kind === 'rich_text_preformatted' ? onlyLinks : Object.keys(leaves))
  })
}

export const checkRichText = (block: Json, at: string, report: Report) => {
  const nodes = listOf(block.elements)
  if (nodes.length === 0) report(`${at}/elements`, 'no fewer than 1 items allowed')
  nodes.forEach((node, index) => {
    checkNode(node, `${at}/elements/${index}`, report, [
      'rich_text_section',
      'rich_text_list',
      'rich_text_quote',
      'rich_text_preformatted',
    ])
  })
}

/** All that a person reads in rich text or a table cell. */
export const readableOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(readableOf).join('')
  if (!isObject(value)) return ''
  return textOf(value.text) + readableOf(value.elements)
}
