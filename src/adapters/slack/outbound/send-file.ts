/** Sends a file for one person in the direct messages between the person and the bot, because an answer in Slack cannot have a file. */
import type { BotResponse } from '../../../bot/bot.ts'
import type { Invocation } from '../../../chat/invocation.ts'
import type { Reply } from '../../../chat/reply.ts'
import { text } from '../../../chat/text.ts'
import { LoggableError } from '../../../errors/loggable-error.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installation, Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'

/** Sends the file of a response, if it has one; the answer says whether that succeeded. Never rejects. */
export const withFileSent = async (
  outcome: BotResponse,
  { actor, where }: Pick<Invocation, 'actor' | 'where'>,
  { installations, log }: { installations: Installations; log: Log },
): Promise<BotResponse> => {
  const { file, answer } = outcome
  if (!file) return outcome
  try {
    await send(file, readActorId(actor.id).user, installations.of(where.workspace))
    return { ...outcome, answer: withWords(answer, 'The file is in your direct messages with me.') }
  } catch (error) {
    log.error({ err: error }, 'Slack: a file was not sent')
    return { ...outcome, answer: unsent(answer) }
  }
}

const send = async ({ name, content }: NonNullable<BotResponse['file']>, to: string, { web }: Installation) => {
  const { channel } = await web.conversations.open({ users: to })
  if (channel?.id === undefined) throw new LoggableError('Slack opened no direct messages')
  await web.filesUploadV2({ channel_id: channel.id, filename: name, content, title: name })
}

const withWords = (reply: Reply, words: string): Reply => ({
  ...reply,
  blocks: [...reply.blocks, { kind: 'text', text: text`${words}` }],
})

const unsent = (reply: Reply): Reply => ({
  ...withWords(reply, 'The file could not be sent to you. Please try again in a minute.'),
  tone: 'problem',
})
