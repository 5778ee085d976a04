/** Converts an interaction of Discord to an invocation. */
import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type MessageComponentInteraction,
  PermissionFlagsBits,
} from 'discord.js'
import { accountReference } from '../../chat/account-reference.ts'
import type { Actor, ActorId, Address, Invocation } from '../../chat/invocation.ts'
import { readCustomId } from './custom-id.ts'

export const platform = 'discord'

export type Incoming = ChatInputCommandInteraction | MessageComponentInteraction | AutocompleteInteraction

export const actorIdOf = ({ user }: Pick<Incoming, 'user'>): ActorId => `${platform}:${user.id}`

/** The interaction has the person's present permissions. */
export const actorOf = (interaction: Incoming): Actor => {
  const { user, member, memberPermissions, guildId } = interaction
  const platformName = user.globalName ?? user.username
  const nick = member && 'displayName' in member ? member.displayName : (member?.nick ?? undefined)
  const manages = [PermissionFlagsBits.ManageGuild, PermissionFlagsBits.ManageChannels]
  return {
    id: actorIdOf(interaction),
    name: nick ?? platformName,
    ...(guildId !== null && { platformName }),
    mayManage: manages.some((right) => memberPermissions?.has(right) ?? false),
  }
}

export const addressOf = ({ guildId, channelId }: Incoming): Address => ({
  platform,
  workspace: guildId ?? '',
  channel: channelId ?? '',
  ...(guildId === null && { direct: true }),
})

/** The name of the command: `stage`, or `group create`. */
export const nameOf = ({ options }: ChatInputCommandInteraction | AutocompleteInteraction): string =>
  [options.getSubcommandGroup(false), options.getSubcommand(false)].filter((word) => word !== null).join(' ')

export const slashInvocation = (interaction: ChatInputCommandInteraction): Invocation => {
  const values = valuesIn(interaction.options.data).map(({ name, value }) => [name, withoutMention(value)] as const)
  return {
    id: `${platform}:${interaction.id}`,
    source: 'command',
    actor: actorOf(interaction),
    where: addressOf(interaction),
    ask: { name: nameOf(interaction), input: Object.fromEntries(values) },
  }
}

type Value = string | number | boolean

/** The values that were filled in: of the command, its subcommand, or that of its group. */
const valuesIn = (options: readonly CommandInteractionOption[]): { name: string; value: Value }[] =>
  options.flatMap(({ name, value, options: nested = [] }) =>
    value === undefined ? valuesIn(nested) : [{ name, value }],
  )

/** A mention that is the whole text of an option becomes a reference by id: the command does not parse names. */
const withoutMention = (value: Value): Value => {
  const user = typeof value === 'string' ? /^\s*<@!?(\d+)>\s*$/.exec(value)?.[1] : undefined
  return user === undefined ? value : accountReference(`${platform}:${user}`)
}

/** A press, and whether it turns a page. */
export const pressInvocation = (
  interaction: MessageComponentInteraction,
): { invocation: Invocation; page: boolean } => {
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : interaction.customId
  const { ask, page } = readCustomId(chosen ?? '')
  const invocation: Invocation = {
    id: `${platform}:${interaction.id}`,
    source: 'component',
    actor: actorOf(interaction),
    where: addressOf(interaction),
    ask,
  }
  return { invocation, page }
}

/** Only the owner of a card turns its pages: the person who asked for it, or the only person who sees it. */
export const ownsCard = ({ message, user }: MessageComponentInteraction): boolean =>
  message.flags.has('Ephemeral') || message.interactionMetadata?.user.id === user.id
