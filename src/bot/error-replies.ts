/** The words for what goes wrong, whoever has to put it right. */
import type { Reply } from '../chat/reply.ts'
import { code, emphasis, plainText, type Text, text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'

/** A mistake of the person, with the next step. */
export const userErrorReply = ({
  message,
  help: { asks, next = [], usage, example, buttons = [], choices },
}: UserError): Reply => ({
  title: message,
  ...(!asks && { tone: 'problem' as const }),
  blocks: [
    ...[...next, ...(usage ? [usage] : []), ...(example ? [example] : [])].map((paragraph) => ({
      kind: 'text' as const,
      text: paragraph,
    })),
    ...(choices ? [{ kind: 'choices' as const, ...choices }] : []),
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  ],
})

/** The option whose value is at fault, and what is wrong with it. */
export type InputFault = { option: string; words: string }

/** The fault in one option's value; empty for any other error. */
export const inputFaultOf = (error: unknown): { inputFault?: InputFault } => {
  if (!(error instanceof UserError) || !error.help.option) return {}
  const { option, atField, next = [] } = error.help
  return { inputFault: { option, words: atField ?? [`${error.message}.`, ...next.map(plainText)].join(' ') } }
}

export const tryAgain = text`Nothing was recorded. Please try again in a minute.`

export const openAgain = text`Please open this again in a minute.`

/** The database cannot be asked. */
export const outOfReach = (next: Text): Reply => ({
  title: 'My memory is out of reach',
  tone: 'problem',
  blocks: [{ kind: 'text', text: next }],
})

/** The person sends more than they may. */
export const tooManyCommands = (seconds: number): Reply => ({
  title: 'That was a lot at once',
  tone: 'problem',
  blocks: [{ kind: 'text', text: text`Try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.` }],
})

/** A public answer that is shown privately, because the person had several public answers just now. */
export const spared = (reply: Reply): Reply => ({
  ...reply,
  blocks: [
    ...reply.blocks,
    { kind: 'text', text: text`${emphasis('Only you see this: you were answered in the channel often just now.')}` },
  ],
})

/** The same of a change that the group has to be told of. */
export const tooManyPosts = () =>
  new UserError('The channel was told a lot of you just now', {
    next: [text`Nothing was changed, because the group has to be told of it. Try again in a minute.`],
  })

/** A bug, by the id that the log has it under. */
export const apology = (bug: string): Reply => ({
  title: 'Something went wrong on my side',
  tone: 'problem',
  blocks: [
    { kind: 'text', text: text`It is not your fault, and trying again may help.` },
    { kind: 'text', text: text`If it does not, tell whoever runs this bot: the log has it under ${code(bug)}.` },
  ],
})
