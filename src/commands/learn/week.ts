import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { requireMember } from '../../groups/group-context.ts'
import { memberProgressOf } from '../../groups/member-progress.ts'
import { weekCard } from '../../views/week.ts'

export const week = defineCommand({
  name: 'week',
  summary: 'Your plan for this week, what is left over, and your pace',
  options: z.strictObject({}),
  example: {},
  answers: 'caller',
  effect: 'reads',
  run: async (_, context) => {
    const groupContext = await requireMember(context)
    return weekCard((await memberProgressOf(groupContext, groupContext.me, context.reads)).learnerSchedule)
  },
})
