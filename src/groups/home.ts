/** All that somebody wants to see at a glance, in all of their groups. It only looks. */
import type { ReadContext } from '../bot/command.ts'
import type { Home } from '../bot/home.ts'
import type { Reply } from '../bot/reply.ts'
import { UserError } from '../bot/user-error.ts'
import type { HomeFacts, HomeGroup } from '../core/facts.ts'
import type { Group } from '../core/group.ts'
import { boardOf, ownRowOf } from './board.ts'
import { ownScene } from './scene.ts'
import { standingOf } from './standing.ts'

/** More would be too long to look at, and for Slack. */
const mostShown = 10

/** `show` has the words. */
export const createHome =
  (show: (facts: HomeFacts) => Reply) =>
  async (context: ReadContext): Promise<Home> => {
    const { actor, reads } = context
    const learner = await reads.learnerOf(actor.id)
    const all = learner ? await reads.groupsOf(learner.id) : []
    const groups = await Promise.all(all.slice(0, mostShown).map((group) => inGroup(group, context)))
    return { reply: show({ groups, others: all.slice(mostShown) }), groups: all.map(({ id }) => id) }
  }

const inGroup = async (group: Group, context: ReadContext): Promise<HomeGroup> => {
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
