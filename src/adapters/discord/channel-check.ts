/** Checks whether a group can meet in a channel of Discord: by the permissions in the interaction, else by REST. */
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  ChannelType,
  DiscordAPIError,
  PermissionFlagsBits,
  type PermissionsBitField,
  type REST,
  Routes,
} from 'discord.js'
import type { Address, ChannelCheck } from '../../chat/invocation.ts'
import type { Log } from '../../ports/log.ts'
import { channelPermissions, readPermissions } from './channel-permissions.ts'
import { type Incoming, platform } from './invocation.ts'

type ChannelCheckDeps = { rest: REST; log: Log }

/** Permissions that the person needs to choose the channel for a group, and the bot needs to post in it. */
const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]

/** Ordinary text channels and announcement channels, as in the registration of the command. */
const meetingTypes: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement]

type Rights = { person: Readonly<PermissionsBitField>; bot: Readonly<PermissionsBitField> }

const checkOf = ({ person, bot }: Rights): ChannelCheck => {
  if (!person.has(needed)) return 'not-allowed'
  return bot.has(needed) ? 'ok' : 'cannot-post'
}

export const createChannelCheck =
  ({ rest, log }: ChannelCheckDeps) =>
  (interaction: Incoming) =>
  async (to: Address): Promise<ChannelCheck> => {
    // A direct message belongs to no server, and no group meets there.
    if (to.platform !== platform || to.workspace === '') return 'not-allowed'
    try {
      return checkByInteraction(to, interaction) ?? (await checkByRest(to, { rest, interaction }))
    } catch (error) {
      if (error instanceof DiscordAPIError && refusals.has(error.code)) return 'not-allowed'
      log.warn({ err: error }, 'Discord: a channel could not be looked up')
      return 'unknown'
    }
  }

/** Checks by the interaction itself, which has the permissions in its own channel and in a channel chosen as an option. */
const checkByInteraction = ({ workspace, channel: id }: Address, interaction: Incoming): ChannelCheck | undefined => {
  const { guildId, channelId, memberPermissions, appPermissions } = interaction
  if (guildId !== workspace) return undefined
  if (id === channelId && memberPermissions) return checkOf({ person: memberPermissions, bot: appPermissions })
  const channel = interaction.isChatInputCommand() ? interaction.options.resolved?.channels?.get(id) : undefined
  if (!channel) return undefined
  if (!meetingTypes.includes(channel.type)) return 'not-allowed'
  const person = readPermissions(channel.permissions)
  const bot = readPermissions('appPermissions' in channel ? channel.appPermissions : channel.app_permissions)
  return person && bot && checkOf({ person, bot })
}

/** Unknown channel, server or member, or one that the bot cannot see. */
const refusals: ReadonlySet<number | string> = new Set([10003, 10004, 10007, 10013, 50001])

const checkByRest = async (
  { workspace, channel: id }: Address,
  { rest, interaction }: { rest: REST; interaction: Incoming },
): Promise<ChannelCheck> => {
  // The id becomes part of a URL.
  if (!/^\d{17,20}$/.test(id)) return 'not-allowed'
  const channel = (await rest.get(Routes.channel(id))) as APIChannel
  if (!('guild_id' in channel) || channel.guild_id !== workspace) return 'not-allowed'
  if (!meetingTypes.includes(channel.type) || !('permission_overwrites' in channel)) return 'not-allowed'
  const [guild, person, bot] = (await Promise.all([
    rest.get(Routes.guild(workspace)),
    rest.get(Routes.guildMember(workspace, interaction.user.id)),
    rest.get(Routes.guildMember(workspace, interaction.client.user.id)),
  ])) as [APIGuild, APIGuildMember, APIGuildMember]
  const overwrites = channel.permission_overwrites ?? []
  return checkOf({
    person: channelPermissions(person, { guild, overwrites }),
    bot: channelPermissions(bot, { guild, overwrites }),
  })
}
