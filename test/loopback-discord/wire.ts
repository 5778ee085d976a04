/** Guilds, channels and people as Discord sends them. */
import { type Channel, type Guild, memberMay, type State, type User } from './state.ts'

export const wireUser = ({ id, name, bot = false }: User) => ({
  id,
  username: name.toLowerCase(),
  global_name: bot ? null : name,
  discriminator: bot ? '0001' : '0',
  avatar: null,
  bot,
  public_flags: 0,
})

export const wireMember = (joined = '2026-01-01T00:00:00.000000+00:00') => ({
  nick: null,
  avatar: null,
  roles: [],
  joined_at: joined,
  premium_since: null,
  pending: false,
  deaf: false,
  mute: false,
  flags: 0,
  communication_disabled_until: null,
})

/** What people and the bot may in a channel, as the channel's own rules over roles that allow nothing. */
const overwrites = ({ guild, botMay, peopleMay = memberMay(false) }: Channel, bot: string) => [
  { id: guild?.id, type: 0, allow: String(peopleMay), deny: '0' },
  { id: bot, type: 1, allow: String(botMay), deny: String(peopleMay & ~botMay) },
]

/** `bot`: the id of the bot's user; only whoever looks the channel up is sent its rules. */
export const wireChannel = (channel: Channel, bot?: string) => {
  const { id, name, guild, with: partner } = channel
  if (!guild) return { id, type: 1, recipients: partner ? [wireUser(partner)] : [], last_message_id: null, flags: 0 }
  return {
    id,
    type: 0,
    guild_id: guild.id,
    name,
    position: 0,
    permission_overwrites: bot === undefined ? [] : overwrites(channel, bot),
    topic: null,
    nsfw: false,
    parent_id: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
  }
}

export const wireGuild = ({ id, name }: Guild) => ({
  id,
  name,
  icon: null,
  splash: null,
  owner_id: '100000000000000001',
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  roles: [
    {
      id,
      name: '@everyone',
      color: 0,
      hoist: false,
      position: 0,
      permissions: '0',
      managed: false,
      mentionable: false,
      flags: 0,
    },
  ],
  emojis: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  preferred_locale: 'en-US',
  public_updates_channel_id: null,
  nsfw_level: 0,
  stickers: [],
  premium_progress_bar_enabled: false,
})

/** What GUILD_CREATE tells. */
export const arrivingGuild = (guild: Guild, state: State) => ({
  ...wireGuild(guild),
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  large: false,
  unavailable: false,
  member_count: state.users.size,
  voice_states: [],
  members: [{ user: wireUser(state.botUser), ...wireMember() }],
  channels: state.channelsOf(guild).map((channel) => wireChannel(channel)),
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
})
