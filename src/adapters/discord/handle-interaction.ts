/** Handles one interaction: passes it to the bot and sends the response. */
import type { AutocompleteInteraction, Interaction } from 'discord.js'
import type { Bot } from '../../bot/bot.ts'
import type { Visibility } from '../../bot/command.ts'
import { truncate } from '../../chat/truncate.ts'
import type { createChannelCheck } from './channel-check.ts'
import { actorOf, addressOf, nameOf, ownsCard, pressInvocation, slashInvocation } from './invocation.ts'
import { maxSuggestionLength, maxSuggestions } from './limits.ts'
import { respond } from './respond.ts'

const privately = () => 'caller' as const

type InteractionDeps = { bot: Bot; checkFor: ReturnType<typeof createChannelCheck>; timeoutMs?: number | undefined }

export const handleInteraction = async (
  interaction: Interaction,
  { bot, checkFor, timeoutMs }: InteractionDeps,
): Promise<void> => {
  if (interaction.isAutocomplete()) return suggest(interaction, bot)
  if (interaction.isChatInputCommand()) {
    const invocation = { ...slashInvocation(interaction), checkChannel: checkFor(interaction) }
    let expected: Visibility = 'caller'
    const onAudience = (audience: Visibility) => {
      expected = audience
    }
    const outcome = bot.handle(invocation, { onAudience })
    return respond(interaction, { outcome, expected: () => expected, inPlace: false, timeoutMs }, bot)
  }
  if (!interaction.isMessageComponent()) return
  const press = pressInvocation(interaction)
  const inPlace = press.page && ownsCard(interaction)
  const outcome = bot.handle({ ...press.invocation, checkChannel: checkFor(interaction) })
  await respond(interaction, { outcome, expected: privately, inPlace, timeoutMs }, bot)
}

const suggest = async (interaction: AutocompleteInteraction, bot: Bot): Promise<void> => {
  const name = nameOf(interaction)
  const command = bot.commands.find((one) => one.name === name)
  const { name: option, value, type } = interaction.options.getFocused(true)
  const who = { actor: actorOf(interaction), where: addressOf(interaction) }
  const choices = command ? await bot.suggest(command, option, String(value), who) : []
  // A shortened value would mean something else.
  const fitting = choices.filter((choice) => choice.value !== '' && choice.value.length <= maxSuggestionLength)
  await interaction.respond(
    fitting.slice(0, maxSuggestions).map((choice) => ({
      name: truncate(choice.label, maxSuggestionLength) || choice.value,
      value: isNumber(type) ? Number(choice.value) : choice.value,
    })),
  )
}

/** Discord takes numbers for options of these types. */
const isNumber = (type: number): boolean => type === 4 || type === 10
