/** A group's progress along its roadmap: a sum over its counted members that reveals none of them. */
import type { ReadContext } from '../bot/command.ts'
import { UserError } from '../chat/user-error.ts'
import { takesPart } from '../core/leaderboard.ts'
import { groupProgressOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { GroupOnRoadmap } from '../core/view-models.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { loadGroupContext } from './group-context.ts'
import { progressOfMembers } from './member-progress.ts'

/** Undefined where no group meets, if it follows another roadmap, and while the database is unavailable. Only members get the sum. */
export const groupProgress = async (context: ReadContext, roadmap: Roadmap): Promise<GroupOnRoadmap | undefined> => {
  try {
    const groupContext = await loadGroupContext(context)
    if (groupContext.group.roadmapId !== roadmap.id) return undefined
    if (!groupContext.me) return {}
    const progressOfAll = await progressOfMembers(groupContext, groupContext.members.filter(takesPart), context.reads)
    const progress = groupProgressOf(
      roadmap,
      progressOfAll.map(({ work }) => work),
    )
    return progress ? { progress } : {}
  } catch (error) {
    // A roadmap can be read without a group, and without the database.
    if (error instanceof StoreUnavailable || error instanceof UserError) return undefined
    throw error
  }
}
