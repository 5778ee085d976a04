/** Whether somebody is in a server of Discord, by REST: a bot without intents is not told who goes. */
import { DiscordAPIError, type REST, Routes } from 'discord.js'
import type { ActorId, Address } from '../../chat/invocation.ts'
import type { Membership } from '../../chat/message-sender.ts'
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
