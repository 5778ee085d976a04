/** Builds the registration of Discord's slash command from the declared commands. */
import { ApplicationCommandOptionType as Type } from 'discord.js'
import type { Command } from '../../bot/command.ts'
import type { Option } from '../../bot/options.ts'
import { slash } from '../../chat/slash.ts'
import { truncate } from '../../chat/truncate.ts'

type Json = { [key: string]: unknown }

/** Discord's limits (discord.com/developers/docs/interactions/application-commands). */
const [maxDescriptionLength, maxChoices] = [100, 25]

const types = {
  text: Type.String,
  date: Type.String,
  time: Type.String,
  choice: Type.String,
  number: Type.Integer,
  flag: Type.Boolean,
  channel: Type.Channel,
} satisfies Record<Option['kind'], Type>

const optionOf = ({ name, kind, description, required, choices, min, max, suggests }: Option): Json => ({
  type: types[kind],
  name,
  description: truncate(description || name, maxDescriptionLength),
  ...(required && { required }),
  ...(kind === 'choice' && { choices: choices.slice(0, maxChoices).map((value) => ({ name: value, value })) }),
  ...(kind === 'number' && min !== undefined && { min_value: min }),
  ...(kind === 'number' && max !== undefined && { max_value: max }),
  ...(kind === 'text' && max !== undefined && { max_length: max }),
  // Ordinary text channels and announcement channels, where a group can meet.
  ...(kind === 'channel' && { channel_types: [0, 5] }),
  ...(suggests && kind !== 'choice' && { autocomplete: true }),
})

const subcommandOf = (name: string, { summary, options }: Command): Json => ({
  type: Type.Subcommand,
  name,
  description: truncate(summary, maxDescriptionLength),
  options: options.toSorted((a, b) => Number(b.required) - Number(a.required)).map(optionOf),
})

/** One slash command with a subcommand for each command, and a group of subcommands for names of two words. */
export const registrationOf = (commands: readonly Command[], guildId?: string): Json => {
  const groups = Map.groupBy(commands, ({ name }) => (name.includes(' ') ? (name.split(' ')[0] ?? '') : ''))
  const alone = (groups.get('') ?? []).map((command) => subcommandOf(command.name, command))
  const grouped = [...groups].flatMap(([name, members]) => {
    if (name === '') return []
    const options = members.map((command) => subcommandOf(command.name.slice(name.length + 1), command))
    return [
      {
        type: Type.SubcommandGroup,
        name,
        description: truncate(`About ${name}: ${members.length} commands`, maxDescriptionLength),
        options,
      },
    ]
  })
  return {
    name: slash.slice(1),
    description: 'Learn along a roadmap, together',
    type: 1,
    // In servers and in direct messages with the bot. Discord takes no contexts for the command of a single server.
    ...(guildId === undefined && { contexts: [0, 1], integration_types: [0] }),
    options: [...alone, ...grouped],
  }
}
