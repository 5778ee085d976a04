/** Asks Discord by REST whether the bot, or a person, is still in a server: a bot without intents receives no events about either. */
import { DiscordAPIError, type REST, type RouteLike, Routes } from 'discord.js'
import type { ActorId, Address } from '../../chat/invocation.ts'
import type { Membership, Removal } from '../../chat/message-sender.ts'
import type { Log } from '../../ports/log.ts'

/**
 * Unknown member, unknown user. That Discord knows no such server, or lets the bot see nothing there, says that the bot was removed, and
 * nothing of the person.
 */
const absences: ReadonlySet<number | string> = new Set([10007, 10013])

type Parts = { rest: REST; log: Log }

export const createMembershipCheck = ({ rest, log }: Parts) => {
  const lookUp = async (guild: string, user: string): Promise<Membership> => {
    try {
      await rest.get(Routes.guildMember(guild, user))
      return 'member'
    } catch (error) {
      if (error instanceof DiscordAPIError && absences.has(error.code)) return 'gone'
      log.warn({ err: error }, 'Discord does not tell whether somebody is in a server')
      return 'unknown'
    }
  }

  /** Several groups of one server are one question. */
  const asked = new Map<string, Promise<Membership>>()
  return (person: ActorId, { workspace }: Pick<Address, 'workspace'>): Promise<Membership> => {
    const user = person.slice(person.indexOf(':') + 1)
    const key = `${workspace} ${user}`
    const asking = asked.get(key) ?? lookUp(workspace, user).finally(() => asked.delete(key))
    asked.set(key, asking)
    return asking
  }
}

/** Unknown channel, unknown server, no access. */
const removalCodes: readonly (number | string)[] = [10003, 10004, 50001]

/** Only Discord's own "no" counts: an outage is not a removal. */
const findRemoval = async (route: RouteLike, rest: REST): Promise<Removal> => {
  try {
    await rest.get(route)
    return 'present'
  } catch (error) {
    return error instanceof DiscordAPIError && removalCodes.includes(error.code) ? 'removed' : 'unknown'
  }
}

export const lookUpServer = (guild: string, rest: REST): Promise<Removal> => findRemoval(Routes.guild(guild), rest)

/** In a server that the bot is in, a channel that is gone or hidden is no removal: the next post tells its organizers. */
export const confirmRemoved = async ({ workspace, channel }: Address, rest: REST): Promise<Removal> => {
  const inChannel = await findRemoval(Routes.channel(channel), rest)
  return inChannel === 'removed' ? lookUpServer(workspace, rest) : inChannel
}
