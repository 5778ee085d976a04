/** Sends the answer to something done in a view: to the place where the view was opened, else to the person's direct messages. */
import type { Bot } from '../../../bot/bot.ts'
import type { Visibility } from '../../../bot/command.ts'
import type { Actor } from '../../../chat/invocation.ts'
import { lostAnswer } from '../../../chat/lost-answer.ts'
import type { Reply } from '../../../chat/reply.ts'
import { text } from '../../../chat/text.ts'
import { LoggableError } from '../../../errors/loggable-error.ts'
import { toCard, toCardFor } from '../render/to-card.ts'
import { addressIn, type ViewMetadata } from '../render/view-metadata.ts'
import { readActorId } from '../transport/platform.ts'
import type { SlackSender } from './posting.ts'
import { AddressRefused, respondAt } from './respond-at.ts'

export type AnswerTarget = {
  bot: Pick<Bot, 'storeActions'>
  posting: SlackSender
  actor: Pick<Actor, 'id'>
  metadata: ViewMetadata
}

/** Throws where the answer reaches neither the place nor the person. */
export const sendAnswer = async (reply: Reply, visibleTo: Visibility, target: AnswerTarget): Promise<void> => {
  const { bot, actor, metadata } = target
  const owner = actor.id
  if (metadata.answers !== undefined) {
    const message = await toCardFor(visibleTo, reply, { bot, owner })
    try {
      return await respondAt(metadata.answers, message)
    } catch (error) {
      // The answer may have arrived: a channel does not get it twice.
      if (!(error instanceof AddressRefused)) return sendDirect(visibleTo === 'channel' ? lostAnswer : reply, target)
    }
  }
  if (visibleTo === 'caller' || metadata.direct) return sendDirect(reply, target)
  const channel = addressIn(readActorId(owner).team, metadata)
  const posted = await target.posting.post({ channel }, await toCard(reply, { bot, owner }))
  if ('sent' in posted) return
  return sendDirect('unconfirmed' in posted ? lostAnswer : notInChannel(reply), target)
}

/** Sends a reply in the direct messages between the person and the bot. */
export const sendDirect = async (
  reply: Reply,
  { bot, posting, actor }: Omit<AnswerTarget, 'metadata'>,
): Promise<void> => {
  const posted = await posting.post({ person: actor.id }, await toCard(reply, { bot, owner: actor.id }))
  if (!('sent' in posted)) throw new LoggableError(`an answer was not taken: ${JSON.stringify(posted)}`)
}

const notInChannel = (reply: Reply): Reply => ({
  ...reply,
  blocks: [
    {
      kind: 'text',
      text: text`I could not post this in the channel, so only you see it. Invite me there, and others see what follows.`,
    },
    ...reply.blocks,
  ],
})
