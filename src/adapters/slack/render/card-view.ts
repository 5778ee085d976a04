/** Renders a reply as a view of Slack: a modal without fields, or the home tab. */
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import type { ActorId } from '../../../chat/invocation.ts'
import type { Block, Reply } from '../../../chat/reply.ts'
import { cardOf } from './card.ts'
import { actionsToStore, plainTextOf } from './controls.ts'
import { maxModalTitleLength, type Surface } from './limits.ts'
import { type ViewMetadata, writeMetadata } from './view-metadata.ts'

/** The person whose view it is. */
type Viewer = { bot: Pick<Bot, 'storeActions'>; owner: ActorId }

const blocksOf = async (reply: Reply, surface: Exclude<Surface, 'message'>, { bot, owner }: Viewer) =>
  cardOf(reply, { stored: await bot.storeActions(actionsToStore(reply.blocks, 'view'), owner), surface }).blocks

/** The follow-ups stand below the answer, because a modal is one card. */
export const cardView = async (
  { answer, followUps }: Pick<BotResponse, 'answer' | 'followUps'>,
  metadata: ViewMetadata,
  viewer: Viewer,
) => {
  const below = followUps.flatMap(({ title, blocks }): Block[] => [{ kind: 'heading', text: title }, ...blocks])
  return {
    type: 'modal' as const,
    callback_id: 'card',
    title: plainTextOf('Roadmap', maxModalTitleLength),
    close: plainTextOf('Close', maxModalTitleLength),
    private_metadata: writeMetadata({ ...metadata, form: undefined }),
    blocks: await blocksOf({ ...answer, blocks: [...answer.blocks, ...below] }, 'modal', viewer),
  }
}

export const homeView = async (reply: Reply, viewer: Viewer) => ({
  type: 'home' as const,
  callback_id: 'home',
  blocks: await blocksOf(reply, 'home', viewer),
})
