/** Registers the slash command where Discord has another version of it, and makes the link that invites the bot. */
import { isDeepStrictEqual } from 'node:util'
import { DiscordAPIError, PermissionFlagsBits, type REST, Routes } from 'discord.js'
import type { Command } from '../../bot/command.ts'
import { OperatorError } from '../../errors/operator-error.ts'
import { registrationOf } from './registration.ts'

type Where = { applicationId: string; guildId?: string | undefined }

const routeOf = ({ applicationId, guildId }: Where) =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId)

/** The commands that are registered in Discord. */
export const registeredCommands = async (rest: REST, where: Where): Promise<unknown[]> => {
  const registered = await rest.get(routeOf(where))
  return Array.isArray(registered) ? registered : []
}

/** Registers the slash command; true where Discord had none or another version. */
export const registerCommands = async (rest: REST, commands: readonly Command[], where: Where): Promise<boolean> => {
  const requested = registrationOf(commands, where.guildId)
  const [registered, ...others] = await registeredCommands(rest, where)
  if (others.length === 0 && isDeepStrictEqual(essence(registered), essence(requested))) return false
  await rest.put(routeOf(where), { body: [requested] })
  return true
}

export const removeCommands = async (rest: REST, where: Where): Promise<void> => {
  await rest.put(routeOf(where), { body: [] })
}

/** Temporary errors with a status of permanent ones: blocked by Cloudflare, too many registrations today. */
const temporary: readonly (number | string)[] = [40333, 30034]

/** The reason why Discord refuses this registration for good; undefined where another attempt may succeed. `watchToken` reports a refused token. */
export const permanentFault = (error: unknown, { applicationId, guildId }: Where): OperatorError | undefined => {
  // An answer without a numeric code comes from a proxy, not from Discord.
  if (!(error instanceof DiscordAPIError) || typeof error.code !== 'number') return undefined
  if (![400, 403, 404].includes(error.status) || temporary.includes(error.code)) return undefined
  const [words] = error.message.split('\n')
  const reason = `(${words}, ${error.code})`
  if (error.status === 400)
    return new OperatorError(
      `Discord does not take the command as it is ${reason}: update the bot, or tell those who make it.`,
    )
  const link = invitation(applicationId)
  if (guildId === undefined)
    return new OperatorError(
      `Discord does not let the bot register its command ${reason}: invite it anew with ${link}.`,
    )
  return new OperatorError(
    `Discord does not let the bot register its command with the server of DISCORD_GUILD_ID ${reason}: invite the bot there with ${link}, or remove DISCORD_GUILD_ID.`,
  )
}

/** The registration without the fields that Discord adds: ids, versions, and empty, false or null values. */
const essence = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(essence)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const isDeclared = ![
      'id',
      'application_id',
      'version',
      'guild_id',
      'default_permission',
      'nsfw',
      'dm_permission',
    ].includes(key)
    const isSet = inner !== null && inner !== false && !(Array.isArray(inner) && inner.length === 0)
    return isDeclared && isSet ? [[key, essence(inner)] as const] : []
  })
  return Object.fromEntries(kept.toSorted(([a], [b]) => a.localeCompare(b)))
}

const postingPermissions =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.SendMessagesInThreads

/** The link with which an organizer invites the bot: it asks for the permissions that posting needs, and no others. */
export const invitation = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${postingPermissions}`
