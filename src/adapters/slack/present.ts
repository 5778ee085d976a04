/** Makes cards of replies; lines that are too long for their place are kept as drafts before. */
import type { Bot } from '../../bot/bot.ts'
import type { Reply } from '../../bot/reply.ts'
import { type Card, cardOf } from './card.ts'
import { linesToDraft } from './controls.ts'

export const present = async (reply: Reply, bot: Pick<Bot, 'draft'>, owner?: string): Promise<Card> => {
  const drafts = new Map<string, string>()
  for (const line of linesToDraft(reply.blocks)) drafts.set(line, await bot.draft(line))
  return cardOf(reply, { drafts, owner })
}
