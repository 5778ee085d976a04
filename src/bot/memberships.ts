/**
 * Checks whether people are still in the servers and workspaces of their groups. A request in a group's channel shows it by itself; for
 * requests and messages elsewhere, such as in direct messages, the platform is asked.
 */
import type { ActorId, Invocation } from '../chat/invocation.ts'
import type { Readers } from '../ports/database.ts'

/** Whether the platform did not confirm that the person is still where this group meets. */
export type Unconfirmed = (groupId: string) => boolean

export type Memberships = {
  /**
   * Asks about all groups of a person, or one, and ends a membership that the platform says is over. Rejects if it cannot store that,
   * so that nobody who is gone reads on.
   */
  confirm(person: ActorId, groupId?: string): Promise<Unconfirmed>
}

const allConfirmed: Unconfirmed = () => false

/** For platforms that cannot be asked, such as the terminal. */
export const presumedMemberships: Memberships = { confirm: async () => allConfirmed }

type ConfirmOptions = Pick<Invocation, 'actor' | 'where'> & { group?: string | undefined }

/** Confirms memberships before a request about a group that may meet elsewhere is answered. */
export const confirmElsewhere = async (
  { actor, where, group }: ConfirmOptions,
  { memberships, reads }: { memberships: Memberships; reads: Pick<Readers, 'groupAt'> },
): Promise<Unconfirmed> => {
  if (where.direct) return memberships.confirm(actor.id, group)
  if (group === undefined || (await reads.groupAt(where))?.id === group) return allConfirmed
  return memberships.confirm(actor.id, group)
}
