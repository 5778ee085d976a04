/** Who and what there is: guilds, their channels, people, and the bot. */
import { createSnowflakes } from './snowflake.ts'

/** `nicks`: what a guild's members call somebody there, by the guild's id. */
export type User = { id: string; name: string; bot?: boolean; nicks?: Map<string, string> }
/** `gone`: who is not in it; everybody else is. */
export type Guild = { id: string; name: string; hasBot: boolean; gone: Set<string> }
/** Of a guild, or the direct messages `with` somebody. `botMay` can be changed by a test at any time, also what people may there, if it is not the usual. */
export type Channel = { id: string; name: string; guild?: Guild; with?: User; botMay: bigint; peopleMay?: bigint }

export const may = {
  administrate: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  mentionEveryone: 1n << 17n,
  useCommands: 1n << 31n,
} as const

const ordinary = may.viewChannel | may.sendMessages | may.embedLinks | may.attachFiles | may.useCommands
/** What a member may in every channel here. */
export const memberMay = (mayManage: boolean): bigint => (mayManage ? ordinary | may.manageGuild : ordinary)

export const createState = (clock: () => number) => {
  const newId = createSnowflakes(clock)
  const botUser: User = { id: newId(), name: 'study-bot', bot: true }
  // As for every application of the last years, the bot's user has the id of the application.
  const application = { id: botUser.id, name: botUser.name }
  const guilds = new Map<string, Guild>()
  const channels = new Map<string, Channel>()
  const users = new Map([[botUser.id, botUser]])
  const closed = new Set<string>()

  const keep = (channel: Channel): Channel => {
    channels.set(channel.id, channel)
    return channel
  }
  return {
    newId,
    clock,
    application,
    botUser,
    guilds,
    channels,
    users,
    addGuild(name: string): Guild {
      const guild = { id: newId(), name, hasBot: true, gone: new Set<string>() }
      guilds.set(guild.id, guild)
      return guild
    },
    addChannel: (guild: Guild, name: string, { botMay = ordinary } = {}) => keep({ id: newId(), name, guild, botMay }),
    addUser(name: string): User {
      const user: User = { id: newId(), name }
      users.set(user.id, user)
      return user
    },
    /** Without a name, the nickname is taken away. */
    nickname(user: User, guild: Guild, nick?: string) {
      user.nicks ??= new Map()
      if (nick === undefined) user.nicks.delete(guild.id)
      else user.nicks.set(guild.id, nick)
    },
    directMessages: (user: User): Channel =>
      [...channels.values()].find((channel) => channel.with?.id === user.id) ??
      keep({ id: newId(), name: user.name, with: user, botMay: ordinary }),
    channelsOf: (guild: Guild) => [...channels.values()].filter((channel) => channel.guild === guild),
    refuseDirectMessages: (user: User) => void closed.add(user.id),
    takesDirectMessages: (user: User) => !closed.has(user.id),
  }
}

export type State = ReturnType<typeof createState>
