/** Makes cards of replies; lines that are too long for a button are kept as drafts before. */
import type { Bot } from '../../bot/bot.ts'
import type { Reply } from '../../bot/reply.ts'
import { type Card, cardOf } from './card.ts'
import { buttonsOf } from './controls.ts'
import { needsDraft } from './custom-id.ts'

export const present = async (reply: Reply, bot: Pick<Bot, 'draft'>, file?: string): Promise<Card> => {
  const lines = [
    ...new Set(
      buttonsOf(reply.blocks)
        .filter(needsDraft)
        .map(({ line }) => line),
    ),
  ]
  const drafts = new Map(await Promise.all(lines.map(async (line) => [line, await bot.draft(line)] as const)))
  return cardOf(reply, { drafts, ...(file !== undefined && { file }) })
}
