/** Warnings about refused messages: for organizers of blocked groups, and for learners whose direct messages fail. */

import type { Warnings } from '../bot/warnings.ts'
import type { ActorId } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { Group, Learner } from '../core/group.ts'
import { presentMembers } from '../groups/group-context.ts'
import type { Readers } from '../ports/database.ts'
import { blockNotice, unreachableNotice } from '../views/delivery-block.ts'

/** A warning for one person, and whether it still applies. */
type Warning = { id: string; reply: Reply; applies(): Promise<boolean> }

/** Refreshed at every tick and kept in memory, so that a command without a warning reads nothing for it. */
export const createWarnings = (reads: Readers): Warnings & { refresh(): Promise<void> } => {
  let waiting = new Map<ActorId, Warning[]>()
  /** The ids of shown warnings, by person, as long as they apply. */
  const shown = new Map<ActorId, Set<string>>()

  const blockWarnings = async (group: Group): Promise<[learnerId: string, Warning][]> => {
    const { deliveryBlock } = group
    if (!deliveryBlock) return []
    const organizersNow = async () =>
      presentMembers(await reads.membersOf(group.id)).flatMap(({ organizer, learner }) =>
        organizer ? [learner.id] : [],
      )
    const warning = { id: `${group.id} ${deliveryBlock.since}`, reply: blockNotice(group, deliveryBlock) }
    return (await organizersNow()).map((id) => {
      // The organizer may have left by now.
      const applies = async () =>
        (await reads.groupOf(group.id))?.deliveryBlock !== undefined && (await organizersNow()).includes(id)
      return [id, { ...warning, applies }]
    })
  }

  const unreachableWarning = ({ id }: Learner): [learnerId: string, Warning] => {
    const applies = async () => (await reads.learner(id))?.unreachable ?? false
    return [id, { id: 'unreachable', reply: unreachableNotice(), applies }]
  }

  const refresh = async () => {
    const blocked = await Promise.all((await reads.blockedGroups()).map(blockWarnings))
    const warnings = [...blocked.flat(), ...(await reads.unreachableLearners()).map(unreachableWarning)]
    const byActor = new Map<ActorId, Warning[]>()
    const add = async ([learnerId, warning]: [string, Warning]) => {
      for (const actor of await reads.accountsOf(learnerId))
        byActor.set(actor, [...(byActor.get(actor) ?? []), warning])
    }
    await Promise.all(warnings.map(add))
    for (const [actor, ids] of shown) {
      const known = new Set(byActor.get(actor)?.map(({ id }) => id))
      for (const id of ids) if (!known.has(id)) ids.delete(id)
      if (ids.size === 0) shown.delete(actor)
    }
    waiting = byActor
  }

  return {
    refresh,
    async take(actor) {
      const known = shown.get(actor) ?? new Set<string>()
      const fresh = (waiting.get(actor) ?? []).filter(({ id }) => !known.has(id))
      const applying = await Promise.all(fresh.map((warning) => warning.applies()))
      const due = fresh.filter((_, at) => applying[at])
      if (due.length > 0) shown.set(actor, new Set([...known, ...due.map(({ id }) => id)]))
      return due.map(({ reply }) => reply)
    },
  }
}
