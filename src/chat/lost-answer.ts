/** Said where an answer could not be told: one that never comes looks as if nothing had happened. */
import type { Reply } from './reply.ts'
import { text } from './text.ts'

export const lostAnswer: Reply = {
  title: 'My answer was lost on the way',
  tone: 'problem',
  blocks: [{ kind: 'text', text: text`What you asked for may have been done: please look before you do it again.` }],
}
