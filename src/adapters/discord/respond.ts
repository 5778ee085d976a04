/** Answers an interaction: with one request where the response is ready in time, else deferred first and edited later. */
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

/** Discord waits 3 seconds for the first answer; a response that takes longer than this is deferred. In milliseconds. */
const defaultTimeoutMs = 1500

type AnswerableInteraction = ChatInputCommandInteraction | MessageComponentInteraction

type ResponseOptions = {
  outcome: Promise<BotResponse>
  /** The visibility of the answer, as far as it is known yet. */
  expected(): Visibility
  /** The answer replaces the card that was pressed. */
  inPlace: boolean
  timeoutMs?: number | undefined
}

/** A message for discord.js; the components are plain objects. */
type Sent = Required<Pick<InteractionReplyOptions, 'components' | 'allowedMentions' | 'files'>> & {
  flags: MessageFlags.IsComponentsV2
}

export const respond = async (interaction: AnswerableInteraction, work: ResponseOptions, bot: Bot): Promise<void> => {
  try {
    await answer(interaction, work, bot)
  } catch (error) {
    await apologize(interaction)
    throw error
  }
}

type Prepared = BotResponse & { sent: Sent }

/** Rendering is part of the work that the timeout covers: it may store actions. */
const prepare = async (outcome: Promise<BotResponse>, to: Recipient): Promise<Prepared> => {
  const response = await outcome
  return { ...response, sent: await toSend(response.answer, to, response.file) }
}

const answer = async (
  interaction: AnswerableInteraction,
  { outcome, expected, inPlace, timeoutMs = defaultTimeoutMs }: ResponseOptions,
  bot: Bot,
): Promise<void> => {
  const to = { bot, owner: actorIdOf(interaction) }
  const preparing = prepare(outcome, to)
  const first = await withTimeout(preparing, timeoutMs)
  const isDeferred = first === 'timeout'
  const expectedVisibility = expected()
  const turnsPage = inPlace && interaction.isMessageComponent()
  if (isDeferred) {
    if (turnsPage) await interaction.deferUpdate()
    else if (expectedVisibility === 'caller') await interaction.deferReply({ flags: MessageFlags.Ephemeral })
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
  } else if (visibleTo === expectedVisibility) {
    await interaction.editReply(sent)
  } else {
    // The visibility of a deferred answer cannot change: it is deleted, and another message follows.
    await interaction.deleteReply().catch(() => {})
    await interaction.followUp(visibleTo === 'caller' ? privately(sent) : sent)
  }
  for (const followUp of followUps) await interaction.followUp(privately(await toSend(followUp, to)))
}

/** Tells the person that the answer is lost: without any answer the command would look undone. */
const apologize = async (interaction: AnswerableInteraction): Promise<void> => {
  const sent = privately(toCard(lostAnswer))
  try {
    if (!interaction.deferred && !interaction.replied) await interaction.reply(sent)
    else {
      // Discord would show "thinking" for 15 minutes.
      if (interaction.deferred && !interaction.replied) await interaction.deleteReply().catch(() => {})
      await interaction.followUp(sent)
    }
  } catch {
    // Discord is out of reach, or the interaction is too old: the caller logs the first error.
  }
}

/** A message without stored actions: it needs no database. */
const toCard = (reply: Reply): Sent => {
  const { components, allowed_mentions } = cardOf(reply)
  return {
    flags: MessageFlags.IsComponentsV2,
    components: components as Sent['components'],
    allowedMentions: allowed_mentions,
    files: [],
  }
}

/** Answers with a reply that only the person sees. */
export const tellPrivately = async (interaction: AnswerableInteraction, reply: Reply): Promise<void> => {
  await interaction.reply(privately(toCard(reply)))
}

/** The owner of the answer's cards is the person who asked. */
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
