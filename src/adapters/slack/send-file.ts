/** A file for one person: Slack takes none in an answer, so it goes to the direct messages between the person and the bot. */
import type { Outcome } from '../../bot/bot.ts'
import type { Reply } from '../../bot/reply.ts'
import { text } from '../../bot/text.ts'
import type { Installation } from './installations.ts'

export const sendFile = async (
  { name, content }: NonNullable<Outcome['file']>,
  to: string,
  { web }: Installation,
): Promise<void> => {
  const { channel } = await web.conversations.open({ users: to })
  if (channel?.id === undefined) throw new Error('Slack opened no direct messages')
  await web.filesUploadV2({ channel_id: channel.id, filename: name, content, title: name })
}

const withWords = (reply: Reply, words: string): Reply => ({
  ...reply,
  blocks: [...reply.blocks, { kind: 'text', text: text`${words}` }],
})

export const withFileSent = (reply: Reply): Reply => withWords(reply, 'The file is in your direct messages with me.')

export const withFileUnsent = (reply: Reply): Reply => ({
  ...withWords(reply, 'The file could not be sent to you. Please try again in a minute.'),
  tone: 'problem',
})
