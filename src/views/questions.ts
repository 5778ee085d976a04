/** Questions before a change that others see, or that cannot be taken back. */
import type { Button, Reply } from '../chat/reply.ts'
import { text } from '../chat/text.ts'

/** The consequences, without buttons; an answer is bound to them. */
export type QuestionCard = Pick<Reply, 'title' | 'blocks'>

/** The first button leaves everything as it is, so that one which is pressed twice does nothing. */
export const questionReply = ({ title, blocks }: QuestionCard, buttons: readonly Button[]): Reply => ({
  title,
  blocks: [...blocks, { kind: 'buttons', buttons }],
})

/** An answer to a question whose facts are not what they were. */
export const askedAgain = ({ title, blocks }: QuestionCard): QuestionCard => ({
  title: 'Something has changed since I asked',
  blocks: [
    { kind: 'text', text: text`Nothing was done. I ask again, with what is true now:` },
    { kind: 'heading', text: title },
    ...blocks,
  ],
})

export const nothingDone = (): Reply => ({
  title: 'Nothing was changed',
  blocks: [{ kind: 'text', text: text`Everything is as it was before I asked.` }],
})
