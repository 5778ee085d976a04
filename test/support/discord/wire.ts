/** Guilds, channels and people as Discord sends them. */
import type { Channel, Guild, State, User } from './state.ts'

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

export const wireChannel = ({ id, name, guild, with: partner }: Channel) =>
  guild
    ? {
        id,
        type: 0,
        guild_id: guild.id,
        name,
        position: 0,
        permission_overwrites: [],
        topic: null,
        nsfw: false,
        parent_id: null,
        last_message_id: null,
        rate_limit_per_user: 0,
        flags: 0,
      }
    : { id, type: 1, recipients: partner ? [wireUser(partner)] : [], last_message_id: null, flags: 0 }

export const wireGuild = ({ id, name }: Guild, state: State) => ({
  id,
  name,
  icon: null,
  splash: null,
  owner_id: state.botUser.id,
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
  ...wireGuild(guild, state),
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  large: false,
  unavailable: false,
  member_count: state.users.size,
  voice_states: [],
  members: [{ user: wireUser(state.botUser), ...wireMember() }],
  channels: state.channelsOf(guild).map(wireChannel),
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
})
