/** Renders a reply as a card, after storing the actions that are too long for their controls. */
import type { Bot } from '../../bot/bot.ts'
import type { ActorId } from '../../chat/invocation.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Card, cardOf } from './card.ts'
import { shownButtons } from './controls.ts'
import { actionsToStore } from './custom-id.ts'

/** `owner`: the person whose card it is; `file`: the name of an attachment to show. */
type CardOptions = { bot: Pick<Bot, 'storeActions'>; owner?: ActorId | undefined; file?: string | undefined }

export const presentCard = async (reply: Reply, { bot, owner, file }: CardOptions): Promise<Card> => {
  const stored = await bot.storeActions(actionsToStore(shownButtons(reply.blocks)), owner)
  return cardOf(reply, { stored, ...(file !== undefined && { file }) })
}
