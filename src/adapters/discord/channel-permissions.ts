/** Computes a member's permissions in a channel by discord.com/developers/docs/topics/permissions, because the client computes them from its caches only. */
import {
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js'

/** Permissions from the client's object or from JSON, where they are decimal digits in a string. */
export const readPermissions = (
  permissions: Readonly<PermissionsBitField> | string | null | undefined,
): Readonly<PermissionsBitField> | undefined => {
  if (typeof permissions !== 'string') return permissions ?? undefined
  return new PermissionsBitField(BigInt(permissions))
}

type PermissionScope = { guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>; overwrites: readonly APIOverwrite[] }

export const channelPermissions = (
  { user, roles }: Pick<APIGuildMember, 'user' | 'roles'>,
  { guild, overwrites }: PermissionScope,
): Readonly<PermissionsBitField> => {
  const all = new PermissionsBitField(PermissionsBitField.All)
  if (user.id === guild.owner_id) return all
  const own = new Set([guild.id, ...roles])
  const base = guild.roles
    .filter(({ id }) => own.has(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n)
  if (base & PermissionFlagsBits.Administrator) return all
  const everyone = overwrites.filter(({ id }) => id === guild.id)
  const ofRoles = overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guild.id && own.has(id))
  const ofMember = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === user.id)
  // In this order: a narrower overwrite wins over a wider one, and of several roles one that allows is enough.
  const bits = [everyone, ofRoles, ofMember].reduce(overwritten, base)
  return new PermissionsBitField(bits)
}

const overwritten = (bits: bigint, overwrites: readonly APIOverwrite[]): bigint => {
  const denied = overwrites.reduce((sum, { deny }) => sum | BigInt(deny), 0n)
  const allowed = overwrites.reduce((sum, { allow }) => sum | BigInt(allow), 0n)
  return (bits & ~denied) | allowed
}
