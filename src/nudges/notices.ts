/** Who has to be told that posts are refused: organizers of groups, and learners who could not be written to. */
import type { ActorId } from '../bot/invocation.ts'
import type { Notices } from '../bot/notices.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads } from '../bot/store.ts'
import { presentMembers } from '../groups/scene.ts'
import { refusalNotice, unreachableNotice } from '../views/refusal.ts'

/** Kept in memory and looked up at every tick, so that telling costs a command nothing. */
export const createNotices = (reads: Reads): Notices & { refresh(): Promise<void> } => {
  let waiting = new Map<ActorId, Map<string, Reply>>()
  /** What was told, by person and matter; until the matter is settled. */
  const told = new Map<ActorId, Set<string>>()

  const refresh = async () => {
    const found = new Map<ActorId, Map<string, Reply>>()
    const note = async (learnerId: string, matter: string, notice: Reply) => {
      for (const actor of await reads.accountsOf(learnerId)) {
        found.set(actor, (found.get(actor) ?? new Map<string, Reply>()).set(matter, notice))
      }
    }
    for (const group of await reads.refusedGroups()) {
      const { refusal } = group
      const organizers = presentMembers(await reads.membersOf(group.id)).filter(({ organizer }) => organizer)
      for (const { learner } of organizers) {
        if (refusal) await note(learner.id, `${group.id} ${refusal.since}`, refusalNotice(group, refusal))
      }
    }
    for (const { id } of await reads.unreachableLearners()) await note(id, 'unreachable', unreachableNotice())
    for (const [actor, matters] of told) {
      for (const matter of matters) if (!found.get(actor)?.has(matter)) matters.delete(matter)
      if (matters.size === 0) told.delete(actor)
    }
    waiting = found
  }

  return {
    refresh,
    take(actor) {
      const known = told.get(actor) ?? new Set<string>()
      const fresh = [...(waiting.get(actor) ?? [])].filter(([matter]) => !known.has(matter))
      if (fresh.length === 0) return []
      told.set(actor, new Set([...known, ...fresh.map(([matter]) => matter)]))
      return fresh.map(([, notice]) => notice)
    },
  }
}
