/** Says what came of something that was done in a view: where it was asked for, and to the person alone where that cannot be. */
import type { Bot } from '../../bot/bot.ts'
import type { Audience } from '../../bot/command.ts'
import type { Actor } from '../../bot/invocation.ts'
import { LoggableError } from '../../bot/loggable-error.ts'
import { lostAnswer } from '../../bot/lost-answer.ts'
import type { Reply } from '../../bot/reply.ts'
import { text } from '../../bot/text.ts'
import { AddressRefused, respondAt } from './answer-address.ts'
import { readActorId } from './invocation.ts'
import { addressIn, type Origin } from './origin.ts'
import type { Posting } from './posting.ts'
import { present, presentTo } from './present.ts'

export type Speaker = {
  bot: Pick<Bot, 'storeActions'>
  posting: Posting
  actor: Pick<Actor, 'id'>
  origin: Origin
}

/** Throws where not even the person could be told. */
export const say = async (reply: Reply, seenBy: Audience, speaker: Speaker): Promise<void> => {
  const { bot, actor, origin } = speaker
  const owner = actor.id
  if (origin.answers !== undefined) {
    const message = await presentTo(seenBy, reply, { bot, owner })
    try {
      return await respondAt(origin.answers, message)
    } catch (error) {
      // Nobody knows whether it arrived: a channel is not told twice.
      if (!(error instanceof AddressRefused)) return tellAlone(seenBy === 'channel' ? lostAnswer : reply, speaker)
    }
  }
  if (seenBy === 'caller' || origin.direct) return tellAlone(reply, speaker)
  const channel = addressIn(readActorId(owner).team, origin)
  const posted = await speaker.posting.post({ channel }, await present(reply, { bot, owner }))
  if ('sent' in posted) return
  return tellAlone('unknown' in posted ? lostAnswer : notInChannel(reply), speaker)
}

/** In the direct messages between the person and the bot. */
export const tellAlone = async (reply: Reply, { bot, posting, actor }: Omit<Speaker, 'origin'>): Promise<void> => {
  const posted = await posting.post({ person: actor.id }, await present(reply, { bot, owner: actor.id }))
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
