import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { requireMember, requireReader } from '../../groups/group-context.ts'
import { memberProgressOf } from '../../groups/member-progress.ts'
import { othersProgress, ownProgress } from '../../views/progress.ts'
import { memberOption, namedMembers, readMember, resolveMember, suggestMembers } from '../options/member.ts'

export const progress = defineCommand({
  name: 'progress',
  summary: 'How far you are: stages, points, streak and pace; or how far a member is',
  options: z.strictObject({ member: memberOption.optional() }),
  positional: 'member',
  example: {},
  answers: 'caller',
  effect: 'reads',
  run: async ({ member: named }, context) => {
    const groupContext = await requireMember(context)
    // A member who is not named is answered like a stranger, or the answer would reveal them.
    const known = [
      ...namedMembers(groupContext).filter(({ learner }) => learner.id !== groupContext.me.learner.id),
      groupContext.me,
    ]
    const member =
      named === undefined
        ? groupContext.me
        : await resolveMember(await readMember(named, context.reads), known, { groupContext, context })
    const memberProgress = await memberProgressOf(groupContext, member, context.reads)
    return member === groupContext.me
      ? ownProgress(groupContext.roadmap, memberProgress)
      : othersProgress(groupContext.roadmap, memberProgress)
  },
  suggest: {
    member: async (typed, context) => {
      const groupContext = await requireReader(context)
      return suggestMembers(typed, namedMembers(groupContext), { groupContext, reads: context.reads })
    },
  },
})
