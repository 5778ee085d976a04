/** Who has to be told that posts are refused: organizers of groups, and learners who could not be written to. */

import type { Warnings } from '../bot/warnings.ts'
import type { ActorId } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { Group, Learner } from '../core/group.ts'
import { presentMembers } from '../groups/group-context.ts'
import type { Readers } from '../ports/database.ts'
import { blockNotice, unreachableNotice } from '../views/delivery-block.ts'

/** What somebody is to be told, and whether it still stands. */
type Matter = { id: string; notice: Reply; stands(): Promise<boolean> }

/** Kept in memory and looked up at every tick, so that telling costs a command nothing where there is nothing to tell. */
export const createWarnings = (reads: Readers): Warnings & { refresh(): Promise<void> } => {
  let waiting = new Map<ActorId, Matter[]>()
  /** What was told, by person; until the matter is settled. */
  const told = new Map<ActorId, Set<string>>()

  const refusalMatters = async (group: Group): Promise<[learnerId: string, Matter][]> => {
    const { deliveryBlock } = group
    if (!deliveryBlock) return []
    const organizersNow = async () =>
      presentMembers(await reads.membersOf(group.id)).flatMap(({ organizer, learner }) =>
        organizer ? [learner.id] : [],
      )
    const matter = { id: `${group.id} ${deliveryBlock.since}`, notice: blockNotice(group, deliveryBlock) }
    return (await organizersNow()).map((id) => {
      // Whoever organized it then may be gone by now.
      const stands = async () =>
        (await reads.groupOf(group.id))?.deliveryBlock !== undefined && (await organizersNow()).includes(id)
      return [id, { ...matter, stands }]
    })
  }

  const unreachableMatter = ({ id }: Learner): [learnerId: string, Matter] => {
    const stands = async () => (await reads.learner(id))?.unreachable ?? false
    return [id, { id: 'unreachable', notice: unreachableNotice(), stands }]
  }

  const refresh = async () => {
    const refused = await Promise.all((await reads.blockedGroups()).map(refusalMatters))
    const matters = [...refused.flat(), ...(await reads.unreachableLearners()).map(unreachableMatter)]
    const found = new Map<ActorId, Matter[]>()
    const note = async ([learnerId, matter]: [string, Matter]) => {
      for (const actor of await reads.accountsOf(learnerId)) found.set(actor, [...(found.get(actor) ?? []), matter])
    }
    await Promise.all(matters.map(note))
    for (const [actor, ids] of told) {
      const known = new Set(found.get(actor)?.map(({ id }) => id))
      for (const id of ids) if (!known.has(id)) ids.delete(id)
      if (ids.size === 0) told.delete(actor)
    }
    waiting = found
  }

  return {
    refresh,
    async take(actor) {
      const known = told.get(actor) ?? new Set<string>()
      const fresh = (waiting.get(actor) ?? []).filter(({ id }) => !known.has(id))
      const memberProgress = await Promise.all(fresh.map((matter) => matter.stands()))
      const due = fresh.filter((_, at) => memberProgress[at])
      if (due.length > 0) told.set(actor, new Set([...known, ...due.map(({ id }) => id)]))
      return due.map(({ notice }) => notice)
    },
  }
}
