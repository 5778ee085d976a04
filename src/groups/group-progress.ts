/** How far a group is along its roadmap, all members together: a mean, in which nobody can be made out. */
import type { ReadContext } from '../bot/command.ts'
import { StoreUnavailable } from '../bot/store.ts'
import { type GroupProgress, meanPercent, progressOf, stageProgress } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { groupIfAny, presentMembers, sceneOf } from './scene.ts'
import { standingsOf } from './standing.ts'

/** The mean over all members; undefined where no group meets, it follows another roadmap, or the database cannot be asked. */
export const groupProgress = async (context: ReadContext, roadmap: Roadmap): Promise<GroupProgress | undefined> => {
  try {
    const group = await groupIfAny(context)
    if (group?.roadmapId !== roadmap.id) return undefined
    const scene = await sceneOf(context)
    const standings = await standingsOf(scene, presentMembers(scene.members), context.reads)
    if (standings.length === 0) return undefined
    const stages = standings.map(({ work }) => stageProgress(roadmap, work))
    return {
      overall: meanPercent(standings.map(({ work }) => progressOf(roadmap, work).percent)),
      stages: roadmap.stages.map((_, at) => meanPercent(stages.map((each) => each[at]?.percent ?? 0))),
    }
  } catch (error) {
    // Reading a roadmap needs no memory.
    if (error instanceof StoreUnavailable) return undefined
    throw error
  }
}
