/** The home view: a summary of each of the caller's groups. It only reads. */
import type { ReadContext } from '../bot/command.ts'
import type { Home } from '../chat/home.ts'
import type { Reply } from '../chat/reply.ts'
import { UserError } from '../chat/user-error.ts'
import type { Group } from '../core/group.ts'
import type { HomeGroup, HomeViewModel } from '../core/view-models.ts'
import { boardOf, ownRowOf } from './board.ts'
import { requireMember } from './group-context.ts'
import { memberProgressOf } from './member-progress.ts'

/** More would be too long to look at, and for Slack. */
const maxShown = 10

/** `show` puts the view model into words. */
export const createHome =
  (show: (viewModel: HomeViewModel) => Reply) =>
  async (context: ReadContext): Promise<Home> => {
    const { actor, reads } = context
    const learner = await reads.learnerOf(actor.id)
    const all = learner ? await reads.groupsOf(learner.id) : []
    const groups = await Promise.all(all.slice(0, maxShown).map((group) => inGroup(group, context)))
    return { reply: show({ groups, others: all.slice(maxShown) }), groups: all.map(({ id }) => id) }
  }

const inGroup = async (group: Group, context: ReadContext): Promise<HomeGroup> => {
  try {
    const groupContext = await requireMember({ ...context, group: group.id })
    const { learnerSchedule, streak } = await memberProgressOf(groupContext, groupContext.me, context.reads)
    const board = await boardOf(groupContext, 'week', context.reads)
    return { group, learnerSchedule, streak, position: await ownRowOf(groupContext, board, context.reads) }
  } catch (error) {
    // One group that cannot be shown must not hide the others.
    if (error instanceof UserError) return { group, problem: error.message }
    throw error
  }
}
