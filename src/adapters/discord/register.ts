/** Registers the slash command, only when Discord has another one. */
import { isDeepStrictEqual } from 'node:util'
import { type REST, Routes } from 'discord.js'
import type { Command } from '../../bot/command.ts'
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
  const wanted = registrationOf(commands, where.guildId)
  const [registered, ...others] = await registeredCommands(rest, where)
  if (others.length === 0 && isDeepStrictEqual(essence(registered), essence(wanted))) return false
  await rest.put(routeOf(where), { body: [wanted] })
  return true
}

export const removeCommands = async (rest: REST, where: Where): Promise<void> => {
  await rest.put(routeOf(where), { body: [] })
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
