/** Makes cards of replies; lines that are too long for a button are kept as drafts before. */
import type { Bot } from '../../bot/bot.ts'
import type { Reply } from '../../bot/reply.ts'
import { type Card, cardOf } from './card.ts'
import { buttonsOf } from './controls.ts'
import { needsDraft } from './custom-id.ts'

export const present = async (reply: Reply, bot: Pick<Bot, 'draft'>, file?: string): Promise<Card> => {
  const drafts = new Map<string, string>()
  for (const button of buttonsOf(reply.blocks)) {
    if (needsDraft(button) && !drafts.has(button.line)) drafts.set(button.line, await bot.draft(button.line))
  }
  return cardOf(reply, { drafts, ...(file !== undefined && { file }) })
}
