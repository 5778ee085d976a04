/** Whether a group can meet in a channel of Discord: by what an interaction says of it, else by REST. Where neither tells, it cannot. */
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

/** The person needs them to let a group meet there, and the bot needs them to post. */
const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]

/** Ordinary text channels and announcement channels, as in the registration. */
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
    // In a direct message no server is known, and a group meets in none.
    if (to.platform !== platform || to.workspace === '') return 'not-allowed'
    try {
      return checkAlong(to, interaction) ?? (await checkByRest(to, { rest, interaction }))
    } catch (error) {
      if (error instanceof DiscordAPIError && refusals.has(error.code)) return 'not-allowed'
      log.warn({ err: error }, 'a channel of Discord could not be looked up')
      return 'unknown'
    }
  }

/** What comes along: the rights in the channel where it is asked, and in one that is chosen from a list. */
const checkAlong = ({ workspace, channel: id }: Address, interaction: Incoming): ChannelCheck | undefined => {
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

/** Unknown channel, server or member, or one that the bot does not see. */
const refusals: ReadonlySet<number | string> = new Set([10003, 10004, 10007, 10013, 50001])

const checkByRest = async (
  { workspace, channel: id }: Address,
  { rest, interaction }: { rest: REST; interaction: Incoming },
): Promise<ChannelCheck> => {
  // It goes into an address.
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
