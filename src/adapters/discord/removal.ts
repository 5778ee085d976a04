/** Whether the bot was removed from a server of Discord, by what REST says of the channel and of the server. */
import { DiscordAPIError, type REST, type RouteLike, Routes } from 'discord.js'
import type { Address } from '../../chat/invocation.ts'
import type { Removal } from '../../chat/message-sender.ts'

/** Unknown channel, unknown server, no access. */
const absences: readonly (number | string)[] = [10003, 10004, 50001]

/** Only Discord's own "no" counts: an outage is not a removal. */
const lookUp = async (route: RouteLike, rest: REST): Promise<Removal> => {
  try {
    await rest.get(route)
    return 'present'
  } catch (error) {
    return error instanceof DiscordAPIError && absences.includes(error.code) ? 'removed' : 'unknown'
  }
}

export const lookUpServer = (guild: string, rest: REST): Promise<Removal> => lookUp(Routes.guild(guild), rest)

/** In a server that the bot is in, a channel that is gone or hidden is no removal: the next post tells its organizers. */
export const confirmRemoved = async ({ workspace, channel }: Address, rest: REST): Promise<Removal> => {
  const inChannel = await lookUp(Routes.channel(channel), rest)
  return inChannel === 'removed' ? lookUpServer(workspace, rest) : inChannel
}
