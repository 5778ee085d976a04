/** Makes cards of replies; lines that are too long for a button are kept as drafts before. */
import type { Bot } from '../../bot/bot.ts'
import { keepDrafts } from '../../bot/drafts.ts'
import type { Reply } from '../../bot/reply.ts'
import { type Card, cardOf } from './card.ts'
import { buttonsOf } from './controls.ts'
import { needsDraft } from './custom-id.ts'

export const present = async (reply: Reply, bot: Pick<Bot, 'draft'>, file?: string): Promise<Card> => {
  const tooLong = buttonsOf(reply.blocks).filter(needsDraft)
  const drafts = await keepDrafts(
    tooLong.map(({ line }) => line),
    bot,
  )
  return cardOf(reply, { drafts, ...(file !== undefined && { file }) })
}
