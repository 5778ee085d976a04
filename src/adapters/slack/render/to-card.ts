/** Makes cards and messages of replies; first it stores the actions that are too long for their place. */
import type { RespondArguments } from '@slack/bolt'
import type { Bot } from '../../../bot/bot.ts'
import type { Visibility } from '../../../bot/command.ts'
import type { ActorId } from '../../../chat/invocation.ts'
import type { Reply } from '../../../chat/reply.ts'
import { readActorId } from '../transport/platform.ts'
import { type Card, cardOf } from './card.ts'
import { actionsToStore } from './controls.ts'

/** `owner`: the person whose card it is and who turns its pages. */
type More = { bot: Pick<Bot, 'storeActions'>; owner?: ActorId | undefined }

export const toCard = async (reply: Reply, { bot, owner }: More): Promise<Card> =>
  cardOf(reply, {
    stored: await bot.storeActions(actionsToStore(reply.blocks, 'message'), owner),
    owner: owner === undefined ? undefined : readActorId(owner).user,
  })

/** Renders a reply as a message that answers a request. */
export const toCardFor = async (visibleTo: Visibility, reply: Reply, to: Required<More>): Promise<RespondArguments> =>
  toMessage(await toCard(reply, to), visibleTo)

/** Adds the visibility to a card; the blocks are plain objects. */
export const toMessage = ({ text, blocks }: Card, visibleTo: Visibility): RespondArguments =>
  ({
    ...{ text, blocks, replace_original: false },
    response_type: visibleTo === 'caller' ? 'ephemeral' : 'in_channel',
  }) as RespondArguments
