/** Registers the slash command where Discord has another version of it, and makes the link that invites the bot. */
import { isDeepStrictEqual } from 'node:util'
import { DiscordAPIError, PermissionFlagsBits, type REST, Routes } from 'discord.js'
import type { Command } from '../../bot/command.ts'
import { OperatorError } from '../../errors/fatal.ts'
import { registrationOf } from './registration.ts'

type Where = { applicationId: string; guildId?: string | undefined }

const routeOf = ({ applicationId, guildId }: Where) =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId)

/** What Discord has, as it says itself. */
export const registeredCommands = async (rest: REST, where: Where): Promise<unknown[]> => {
  const registered = await rest.get(routeOf(where))
  return Array.isArray(registered) ? registered : []
}

/** True when it had to be registered anew. */
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

/** Discord's own words for what passes although its status says otherwise: Cloudflare in between, and too many registrations today. */
const passing: readonly (number | string)[] = [40333, 30034]

/** Why Discord will never take this registration; undefined for what is worth another attempt. A refused token is seen elsewhere. */
export const permanentFault = (error: unknown, { applicationId, guildId }: Where): OperatorError | undefined => {
  // What has no number is not Discord's answer, but that of something in between.
  if (!(error instanceof DiscordAPIError) || typeof error.code !== 'number') return undefined
  if (![400, 403, 404].includes(error.status) || passing.includes(error.code)) return undefined
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

/** Without what Discord adds by itself: ids, versions, and what is empty, false or null. */
const essence = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(essence)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const isOurs = ![
      'id',
      'application_id',
      'version',
      'guild_id',
      'default_permission',
      'nsfw',
      'dm_permission',
    ].includes(key)
    const isSaid = inner !== null && inner !== false && !(Array.isArray(inner) && inner.length === 0)
    return isOurs && isSaid ? [[key, essence(inner)] as const] : []
  })
  return Object.fromEntries(kept.toSorted(([a], [b]) => a.localeCompare(b)))
}

const postingPermissions =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.SendMessagesInThreads

/** The link with which an organizer invites the bot: it asks for the permissions that posting needs, and no others. */
export const invitation = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${postingPermissions}`
