/** What stands in messages and views, as people read it. */
import type { Message, View } from './state.ts'

/** A block or an element of Slack. */
export type Node = {
  type?: string
  text?: string | Node
  fallback?: string
  channel_id?: string
  placeholder?: Node
  elements?: Node[]
  options?: Node[]
  rows?: Node[][]
  value?: string
  action_id?: string
}

/** The words of a block or an element, and of all that is in it. */
export const wordsOf = (node: Node): string => {
  const { type, text, fallback, channel_id, elements = [], rows = [] } = node
  const inner = typeof text === 'object' ? wordsOf(text) : (text ?? '')
  if (type === 'button') return `[${inner}]\n`
  if (type === 'static_select')
    return `(${wordsOf(node.placeholder ?? {})})\n${(node.options ?? []).map((option) => `(${wordsOf(option)})\n`).join('')}`
  if (type === 'table') return rows.map((row) => `${row.map(wordsOf).join('  ')}\n`).join('')
  if (type === 'date') return fallback ?? ''
  if (type === 'divider') return '───\n'
  if (type === 'channel') return `<#${channel_id}>`
  if (type === 'rich_text_list') return elements.map((item) => `- ${wordsOf(item)}\n`).join('')
  const all = inner + elements.map(wordsOf).join('')
  return type === 'header' || type === 'rich_text_section' ? `${all}\n` : all
}

/** What a person sees in an input before touching it. */
const filledIn = (element: Node & Record<string, unknown>): string => {
  const { options, initial_option, initial_options, initial_value, initial_date, initial_time, initial_conversation } =
    element
  const chosen = [initial_option, ...((initial_options as Node[]) ?? [])].map((one) => (one as Node)?.value)
  if (options) {
    const notes = options.map((one) => {
      const note = (one as { description?: Node }).description
      return `${chosen.includes(one.value) ? '(x)' : '( )'} ${wordsOf(one)}${note ? ` – ${wordsOf(note)}` : ''}`
    })
    return `\n  ${notes.join('\n  ')}`
  }
  return ` ${initial_value ?? initial_date ?? initial_time ?? initial_conversation ?? chosen.filter(Boolean)[0] ?? '…'}`
}

/** A modal or the home tab, as a person reads it. */
export const readableView = ({ content }: Pick<View, 'content'>): string => {
  const { title, submit, blocks } = content as { title?: Node; submit?: Node; blocks: Node[] }
  const inputs = blocks.map((block) => {
    const { label, element } = block as { label?: Node; element?: Node & Record<string, unknown> }
    return label && element ? `${wordsOf(label)}:${filledIn(element)}\n` : wordsOf(block)
  })
  const body = inputs.join('').replace(/\n{2,}/g, '\n')
  return [title && wordsOf(title), body.trim(), submit && `[${wordsOf(submit)}]`].filter(Boolean).join('\n')
}

/** What stands on a card, as a person reads it: buttons in brackets, menus in parentheses. */
export const readable = ({ blocks }: Pick<Message, 'blocks'>): string =>
  (blocks as Node[])
    .map(wordsOf)
    .join('')
    .replace(/\n{2,}/g, '\n')
    .trim()

/** Buttons and menus among them. */
export const elementsOf = ({ blocks }: Message): Node[] => (blocks as Node[]).flatMap(({ elements = [] }) => elements)
