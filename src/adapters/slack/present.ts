/** Makes cards of replies; lines that are too long for their place are kept as drafts before. */
import type { Bot } from '../../bot/bot.ts'
import { keepDrafts } from '../../bot/drafts.ts'
import type { Reply } from '../../bot/reply.ts'
import { type Card, cardOf } from './card.ts'
import { linesToDraft } from './controls.ts'

export const present = async (reply: Reply, bot: Pick<Bot, 'draft'>, owner?: string): Promise<Card> => {
  return cardOf(reply, { drafts: await keepDrafts(linesToDraft(reply.blocks), bot), owner })
}
