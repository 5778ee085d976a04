/** Makes cards and messages of replies; lines that are too long for their place are kept as drafts before. */
import type { RespondArguments } from '@slack/bolt'
import type { Bot } from '../../bot/bot.ts'
import type { Audience } from '../../bot/command.ts'
import { keepDrafts } from '../../bot/drafts.ts'
import type { Reply } from '../../bot/reply.ts'
import { type Card, cardOf } from './card.ts'
import { linesToDraft } from './controls.ts'

export const present = async (reply: Reply, bot: Pick<Bot, 'draft'>, owner?: string): Promise<Card> =>
  cardOf(reply, { drafts: await keepDrafts(linesToDraft(reply.blocks), bot), owner })

/** As a message in answer to a request. */
export const presentTo = async (
  seenBy: Audience,
  reply: Reply,
  { bot, owner }: { bot: Pick<Bot, 'draft'>; owner: string },
): Promise<RespondArguments> => toMessage(await present(reply, bot, owner), seenBy)

/** With the signs for who sees it. Blocks are plain objects, as Slack takes them. */
export const toMessage = ({ text, blocks }: Card, seenBy: Audience): RespondArguments =>
  ({
    ...{ text, blocks, replace_original: false },
    response_type: seenBy === 'caller' ? 'ephemeral' : 'in_channel',
  }) as RespondArguments
