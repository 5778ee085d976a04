/**
 * Whether people are still in the servers and workspaces of their groups. What is asked in a group's channel shows it by itself; for what is
 * asked or sent elsewhere, such as in direct messages, the platform is asked.
 */
import type { ActorId, Invocation } from '../chat/invocation.ts'
import type { Readers } from '../ports/database.ts'

/** Whether it is not known, of a group of the person, that they are still there. */
export type Unconfirmed = (groupId: string) => boolean

export type Memberships = {
  /**
   * Asks about all groups of a person, or one. A membership that the platform says is over is ended. Rejects where that cannot be kept:
   * nobody who is gone reads on.
   */
  confirm(person: ActorId, groupId?: string): Promise<Unconfirmed>
}

const allConfirmed: Unconfirmed = () => false

/** Where there is no platform that could be asked. */
export const presumedMemberships: Memberships = { confirm: async () => allConfirmed }

type Asked = Pick<Invocation, 'actor' | 'where'> & { group?: string | undefined }

/** Before a request is answered that may be about a group which does not meet where it is asked. */
export const confirmElsewhere = async (
  { actor, where, group }: Asked,
  { memberships, reads }: { memberships: Memberships; reads: Pick<Readers, 'groupAt'> },
): Promise<Unconfirmed> => {
  if (where.direct) return memberships.confirm(actor.id, group)
  if (group === undefined || (await reads.groupAt(where))?.id === group) return allConfirmed
  return memberships.confirm(actor.id, group)
}
