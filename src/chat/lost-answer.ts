/** The reply for an answer that could not be sent: without it, the request would look as if nothing had happened. */
import type { Reply } from './reply.ts'
import { text } from './text.ts'

export const lostAnswer: Reply = {
  title: 'My answer was lost on the way',
  tone: 'problem',
  blocks: [{ kind: 'text', text: text`What you asked for may have been done: please look before you do it again.` }],
}
