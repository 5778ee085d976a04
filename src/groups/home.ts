/** All that somebody wants to see at a glance, in all of their groups. It only looks. */
import type { Context } from '../bot/command.ts'
import type { Reply } from '../bot/reply.ts'
import { UserError } from '../bot/user-error.ts'
import type { Group } from '../core/group.ts'
import type { Row } from '../core/leaderboard.ts'
import type { Course } from '../core/pace.ts'
import type { Streak } from '../core/streak.ts'
import { boardOf, ownRowOf } from './board.ts'
import { ownScene } from './scene.ts'
import { standingOf } from './standing.ts'

/** A group with the learner in it; or why it cannot be shown. */
type HomeGroup = { group: Group } & ({ course: Course; streak: Streak; place: Row | undefined } | { problem: string })

/** `show` has the words. */
export const createHome =
  (show: (groups: readonly HomeGroup[]) => Reply) =>
  async (context: Context): Promise<Reply> => {
    const { actor, reads } = context
    const learner = await reads.learnerOf(actor.id)
    const groups = learner ? await reads.groupsOf(learner.id) : []
    return show(await Promise.all(groups.map((group) => inGroup(group, context))))
  }

const inGroup = async (group: Group, context: Context): Promise<HomeGroup> => {
  try {
    const scene = await ownScene({ ...context, group: group.id })
    const { course, streak } = await standingOf(scene, scene.me, context.reads)
    const board = await boardOf(scene, 'week', context.reads)
    return { group, course, streak, place: await ownRowOf(scene, board, context.reads) }
  } catch (error) {
    // One group that cannot be shown must not hide the others.
    if (error instanceof UserError) return { group, problem: error.message }
    throw error
  }
}
