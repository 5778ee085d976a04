/** What stands in messages, as people read it. */
import type { Message } from './messages.ts'

/** A component of Discord. */
export type Node = {
  type?: number
  content?: string
  label?: string
  placeholder?: string
  components?: Node[]
  options?: Node[]
}

const words = ({ type, content, label, placeholder, components = [], options = [] }: Node): string[] => [
  ...(content === undefined ? [] : [content]),
  ...(type === 2 && label !== undefined ? [`[${label}]`] : []),
  ...(placeholder === undefined ? [] : [`(${placeholder})`]),
  ...options.map((option) => `(${option.label})`),
  ...components.flatMap(words),
]

/** What stands on a card, as a person reads it: its markdown without signs, its buttons in brackets, menus in parentheses. */
export const readable = ({ components }: Pick<Message, 'components'>): string =>
  (components as Node[])
    .flatMap(words)
    .join('\n')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
    .replace(/\*\*|^#{2,3} |^-# |`/gm, '')
