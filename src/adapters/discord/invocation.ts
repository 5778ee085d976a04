/** What Discord sends, as an invocation. */
import {
  type AutocompleteInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js'
import type { Command } from '../../bot/command.ts'
import type { Actor, ActorId, Address, Fit, Invocation } from '../../bot/invocation.ts'
import { readCustomId } from './custom-id.ts'

export const platform = 'discord'

type Incoming = ChatInputCommandInteraction | MessageComponentInteraction | AutocompleteInteraction

export const actorIdOf = ({ user }: Pick<Incoming, 'user'>): ActorId => `${platform}:${user.id}`

/** Rights come with each interaction, so they are those of this very moment. */
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

/** What posting needs; answering needs nothing. */
const postingNeeds = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]

/** Ordinary text channels and announcement channels, as in the registration. */
const meetingTypes: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement]

/** Rights may come as a number in digits; those that nobody tells are not doubted. */
const lacks = (rights: Readonly<PermissionsBitField> | string | null | undefined, needs: bigint[]): boolean =>
  typeof rights === 'string' ? lacks(new PermissionsBitField(BigInt(rights)), needs) : rights?.has(needs) === false

/** As Discord tells it beside a command; beside a press it tells nothing, and what that does was asked about before. */
const fitOf = (id: string, interaction: Incoming): Fit => {
  const { guildId, channelId, appPermissions } = interaction
  if (id === channelId) return guildId !== null && lacks(appPermissions, postingNeeds) ? 'mute' : 'fine'
  const channel = interaction.isChatInputCommand() ? interaction.options.resolved?.channels?.get(id) : undefined
  if (!channel) return 'fine'
  if (!meetingTypes.includes(channel.type)) return 'unfit'
  if (lacks(channel.permissions, [PermissionFlagsBits.ViewChannel])) return 'unfit'
  const ownRights = 'appPermissions' in channel ? channel.appPermissions : channel.app_permissions
  return lacks(ownRights, postingNeeds) ? 'mute' : 'fine'
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

export const slashInvocation = (interaction: ChatInputCommandInteraction, commands: readonly Command[]): Invocation => {
  const name = nameOf(interaction)
  const { options = [] } = commands.find((command) => command.name === name) ?? {}
  const given = options.flatMap((option) => {
    const value = interaction.options.get(option.name)?.value
    return value === undefined ? [] : [[option.name, value] as const]
  })
  return {
    id: `${platform}:${interaction.id}`,
    via: 'typed',
    actor: actorOf(interaction),
    where: addressOf(interaction),
    fitOf: async (channel) => fitOf(channel, interaction),
    ask: { name, input: Object.fromEntries(given) },
  }
}

/** A press, and whether it turns a page; undefined for a component that is not ours. */
export const pressInvocation = (
  interaction: MessageComponentInteraction,
): { invocation: Invocation; page: boolean } | undefined => {
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : interaction.customId
  const read = readCustomId(chosen ?? '')
  if (!read) return undefined
  const { ask, page } = read
  const invocation: Invocation = {
    id: `${platform}:${interaction.id}`,
    via: 'control',
    actor: actorOf(interaction),
    where: addressOf(interaction),
    fitOf: async (channel) => fitOf(channel, interaction),
    ask,
  }
  return { invocation, page }
}

/** Whoever asked for a card turns its pages; of a card that only one person sees, that is this person. */
export const ownsCard = ({ message, user }: MessageComponentInteraction): boolean =>
  message.flags.has('Ephemeral') || message.interactionMetadata?.user.id === user.id
