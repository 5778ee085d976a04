/** How far a group is along its roadmap, its counted members together: a figure in which nobody can be made out. */
import type { ReadContext } from '../bot/command.ts'
import { takesPart } from '../core/leaderboard.ts'
import { groupProgressOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { GroupOnRoadmap } from '../core/view-models.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { groupIfAny, loadGroupContext } from './group-context.ts'
import { progressOfMembers } from './member-progress.ts'

/** Undefined where no group meets, it follows another roadmap, or the database cannot be asked. The figure is for members alone. */
export const groupProgress = async (context: ReadContext, roadmap: Roadmap): Promise<GroupOnRoadmap | undefined> => {
  try {
    const group = await groupIfAny(context)
    if (group?.roadmapId !== roadmap.id) return undefined
    const groupContext = await loadGroupContext(context)
    if (!groupContext.me) return {}
    const progressOfAll = await progressOfMembers(groupContext, groupContext.members.filter(takesPart), context.reads)
    const progress = groupProgressOf(
      roadmap,
      progressOfAll.map(({ work }) => work),
    )
    return progress ? { progress } : {}
  } catch (error) {
    // Reading a roadmap needs no memory.
    if (error instanceof StoreUnavailable) return undefined
    throw error
  }
}
