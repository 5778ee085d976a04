/** Makes cards of replies; first it stores the actions of shown controls that are too long for them. */
import type { Bot } from '../../bot/bot.ts'
import type { ActorId } from '../../chat/invocation.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Card, cardOf } from './card.ts'
import { shownButtons } from './controls.ts'
import { actionsToStore } from './custom-id.ts'

/** `owner`: whose card it is; `file`: the name of an attachment to show. */
type More = { bot: Pick<Bot, 'storeActions'>; owner?: ActorId | undefined; file?: string | undefined }

export const presentCard = async (reply: Reply, { bot, owner, file }: More): Promise<Card> => {
  const stored = await bot.storeActions(actionsToStore(shownButtons(reply.blocks)), owner)
  return cardOf(reply, { stored, ...(file !== undefined && { file }) })
}
