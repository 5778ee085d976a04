/** Answers an interaction: with one request where the work is quick, and else with a sign of life that is replaced. */
import {
  type ChatInputCommandInteraction,
  type InteractionReplyOptions,
  type MessageComponentInteraction,
  MessageFlags,
} from 'discord.js'
import type { Bot, BotResponse } from '../../bot/bot.ts'
import type { Visibility } from '../../bot/command.ts'
import { withTimeout } from '../../bot/with-timeout.ts'
import type { ActorId } from '../../chat/invocation.ts'
import { lostAnswer } from '../../chat/lost-answer.ts'
import type { Reply } from '../../chat/reply.ts'
import { cardOf } from './card.ts'
import { actorIdOf } from './invocation.ts'
import { presentCard } from './to-card.ts'

/** Discord waits 3 seconds for the first answer; what takes longer than this is deferred. In milliseconds. */
const defaultTimeoutMs = 1500

type Answered = ChatInputCommandInteraction | MessageComponentInteraction

type ResponseOptions = {
  outcome: Promise<BotResponse>
  /** Who will see the answer, as far as it is known at this moment. */
  expected(): Visibility
  /** The answer takes the place of the card that was pressed. */
  inPlace: boolean
  timeoutMs?: number | undefined
}

/** What discord.js takes: the card is made of plain objects, as Discord takes them. */
type Sent = Required<Pick<InteractionReplyOptions, 'components' | 'allowedMentions' | 'files'>> & {
  flags: MessageFlags.IsComponentsV2
}

export const respond = async (interaction: Answered, work: ResponseOptions, bot: Bot): Promise<void> => {
  try {
    await answer(interaction, work, bot)
  } catch (error) {
    await apologize(interaction)
    throw error
  }
}

type Prepared = BotResponse & { sent: Sent }

/** Rendering counts as work, too: it may have to store actions. */
const prepare = async (outcome: Promise<BotResponse>, to: Recipient): Promise<Prepared> => {
  const said = await outcome
  return { ...said, sent: await toSend(said.answer, to, said.file) }
}

const answer = async (
  interaction: Answered,
  { outcome, expected, inPlace, timeoutMs = defaultTimeoutMs }: ResponseOptions,
  bot: Bot,
): Promise<void> => {
  const to = { bot, owner: actorIdOf(interaction) }
  const preparing = prepare(outcome, to)
  const first = await withTimeout(preparing, timeoutMs)
  const isDeferred = first === 'timeout'
  const expectedBy = expected()
  const turnsPage = inPlace && interaction.isMessageComponent()
  if (isDeferred) {
    if (turnsPage) await interaction.deferUpdate()
    else if (expectedBy === 'caller') await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    else await interaction.deferReply()
  }
  const { instead, visibleTo, followUps, sent } = isDeferred ? await preparing : first
  if (turnsPage && !instead) {
    if (isDeferred) await interaction.editReply(sent)
    else await interaction.update(sent)
  } else if (!isDeferred) {
    await interaction.reply(visibleTo === 'caller' ? privately(sent) : sent)
  } else if (turnsPage) {
    await interaction.followUp(privately(sent))
  } else if (visibleTo === expectedBy) {
    await interaction.editReply(sent)
  } else {
    // Who sees a deferred answer cannot be changed any more: it is taken away, and another follows.
    await interaction.deleteReply().catch(() => {})
    await interaction.followUp(visibleTo === 'caller' ? privately(sent) : sent)
  }
  for (const followUp of followUps) await interaction.followUp(privately(await toSend(followUp, to)))
}

/** Whatever failed, the person hears something: an answer that never comes looks as if nothing had happened. */
const apologize = async (interaction: Answered): Promise<void> => {
  const sent = privately(toCard(lostAnswer))
  try {
    if (!interaction.deferred && !interaction.replied) await interaction.reply(sent)
    else {
      // "Thinking" would stay for ever.
      if (interaction.deferred && !interaction.replied) await interaction.deleteReply().catch(() => {})
      await interaction.followUp(sent)
    }
  } catch {
    // Discord itself is out of reach, or the interaction is too old: the log tells of the first error.
  }
}

/** Without what buttons may need of the database. */
const toCard = (reply: Reply): Sent => {
  const { components, allowed_mentions } = cardOf(reply)
  return {
    flags: MessageFlags.IsComponentsV2,
    components: components as Sent['components'],
    allowedMentions: allowed_mentions,
    files: [],
  }
}

/** A sentence for the person alone, without any work before it. */
export const tellPrivately = async (interaction: Answered, reply: Reply): Promise<void> => {
  await interaction.reply(privately(toCard(reply)))
}

/** Whoever asked owns the cards of the answer. */
type Recipient = { bot: Bot; owner: ActorId }

const toSend = async (reply: Reply, to: Recipient, file?: BotResponse['file']): Promise<Sent> => {
  const { components, allowed_mentions } = await presentCard(reply, { ...to, file: file?.name })
  return {
    flags: MessageFlags.IsComponentsV2,
    components: components as Sent['components'],
    allowedMentions: allowed_mentions,
    files: file ? [{ name: file.name, attachment: Buffer.from(file.content) }] : [],
  }
}

const privately = (sent: Sent) => ({ ...sent, flags: sent.flags | MessageFlags.Ephemeral })
