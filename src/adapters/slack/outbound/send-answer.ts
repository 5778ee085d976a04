/** Says what came of something that was done in a view: where it was asked for, and to the person alone where that cannot be. */
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

export type Speaker = {
  bot: Pick<Bot, 'storeActions'>
  posting: SlackSender
  actor: Pick<Actor, 'id'>
  metadata: ViewMetadata
}

/** Throws where not even the person could be told. */
export const sendAnswer = async (reply: Reply, visibleTo: Visibility, requireBot: Speaker): Promise<void> => {
  const { bot, actor, metadata } = requireBot
  const owner = actor.id
  if (metadata.answers !== undefined) {
    const message = await toCardFor(visibleTo, reply, { bot, owner })
    try {
      return await respondAt(metadata.answers, message)
    } catch (error) {
      // Nobody knows whether it arrived: a channel is not told twice.
      if (!(error instanceof AddressRefused))
        return sendDirect(visibleTo === 'channel' ? lostAnswer : reply, requireBot)
    }
  }
  if (visibleTo === 'caller' || metadata.direct) return sendDirect(reply, requireBot)
  const channel = addressIn(readActorId(owner).team, metadata)
  const posted = await requireBot.posting.post({ channel }, await toCard(reply, { bot, owner }))
  if ('sent' in posted) return
  return sendDirect('unconfirmed' in posted ? lostAnswer : notInChannel(reply), requireBot)
}

/** In the direct messages between the person and the bot. */
export const sendDirect = async (reply: Reply, { bot, posting, actor }: Omit<Speaker, 'metadata'>): Promise<void> => {
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
