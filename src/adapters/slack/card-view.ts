/** A reply as a view of Slack: a modal that is only read, or the home tab. */
import type { Bot, Outcome } from '../../bot/bot.ts'
import { keepDrafts } from '../../bot/drafts.ts'
import type { Block, Reply } from '../../bot/reply.ts'
import { cardOf } from './card.ts'
import { linesToDraft, plainTextOf } from './controls.ts'
import { longestModalTitle, type Surface } from './limits.ts'
import { type Origin, writeOrigin } from './origin.ts'

const blocksOf = async (reply: Reply, surface: Exclude<Surface, 'message'>, bot: Pick<Bot, 'draft'>) =>
  cardOf(reply, { drafts: await keepDrafts(linesToDraft(reply.blocks), bot), surface }).blocks

/** What follows an answer stands below it: a modal is one. */
export const cardView = async (
  { answer, asides }: Pick<Outcome, 'answer' | 'asides'>,
  origin: Origin,
  bot: Pick<Bot, 'draft'>,
) => {
  const below = asides.flatMap(({ title, blocks }): Block[] => [{ kind: 'heading', text: title }, ...blocks])
  return {
    type: 'modal' as const,
    callback_id: 'card',
    title: plainTextOf('Roadmap', longestModalTitle),
    close: plainTextOf('Close', longestModalTitle),
    private_metadata: writeOrigin({ ...origin, form: undefined }),
    blocks: await blocksOf({ ...answer, blocks: [...answer.blocks, ...below] }, 'modal', bot),
  }
}

export const homeView = async (reply: Reply, bot: Pick<Bot, 'draft'>) => ({
  type: 'home' as const,
  callback_id: 'home',
  blocks: await blocksOf(reply, 'home', bot),
})
