/** Asks Discord by REST whether the bot, or a person, is still in a server: a bot without intents receives no events about either. */
import { DiscordAPIError, type REST, type RouteLike, Routes } from 'discord.js'
import type { ActorId, Address } from '../../chat/invocation.ts'
import type { Membership, Removal } from '../../chat/message-sender.ts'
import type { Log } from '../../ports/log.ts'

/** Unknown member, unknown user. The codes for an unknown server and for missing access are about the bot, not about the person. */
const memberAbsences: ReadonlySet<number | string> = new Set([10007, 10013])

type MembershipDeps = { rest: REST; log: Log }

export const createMembershipCheck = ({ rest, log }: MembershipDeps) => {
  const lookUp = async (guild: string, user: string): Promise<Membership> => {
    try {
      await rest.get(Routes.guildMember(guild, user))
      return 'member'
    } catch (error) {
      if (error instanceof DiscordAPIError && memberAbsences.has(error.code)) return 'gone'
      log.warn({ err: error }, 'Discord: a membership could not be looked up')
      return 'unknown'
    }
  }

  /** Look-ups in progress: several groups in one server share one request. */
  const lookUps = new Map<string, Promise<Membership>>()
  return (person: ActorId, { workspace }: Pick<Address, 'workspace'>): Promise<Membership> => {
    const user = person.slice(person.indexOf(':') + 1)
    const key = `${workspace} ${user}`
    const running = lookUps.get(key) ?? lookUp(workspace, user).finally(() => lookUps.delete(key))
    lookUps.set(key, running)
    return running
  }
}

/** Unknown channel, unknown server, no access. */
const removalCodes: readonly (number | string)[] = [10003, 10004, 50001]

/** Only these codes count as a removal: an outage does not. */
const findRemoval = async (route: RouteLike, rest: REST): Promise<Removal> => {
  try {
    await rest.get(route)
    return 'present'
  } catch (error) {
    return error instanceof DiscordAPIError && removalCodes.includes(error.code) ? 'removed' : 'unknown'
  }
}

export const lookUpServer = (guild: string, rest: REST): Promise<Removal> => findRemoval(Routes.guild(guild), rest)

/** A missing channel is a removal only where the bot cannot see the server either; otherwise the next post fails and its organizers see why. */
export const confirmRemoved = async ({ workspace, channel }: Address, rest: REST): Promise<Removal> => {
  const inChannel = await findRemoval(Routes.channel(channel), rest)
  return inChannel === 'removed' ? lookUpServer(workspace, rest) : inChannel
}
