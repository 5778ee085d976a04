import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { closedBy } from '../../core/closed-week.ts'
import { periods } from '../../core/leaderboard.ts'
import { boardOf } from '../../groups/board.ts'
import { requireMember } from '../../groups/group-context.ts'
import { memberProgressOf } from '../../groups/member-progress.ts'
import { whyPace, whyPoints, whyRank, whyStreak } from '../../views/why.ts'

export const why = defineCommand({
  name: 'why',
  summary: 'How one of your numbers came about: what was counted, with dates, zone and formula',
  options: z.strictObject({
    number: z.enum(['points', 'pace', 'streak', 'rank']).describe('Which number'),
    period: z.enum(periods).default('week').describe('Of a rank: on which board'),
  }),
  positional: 'number',
  example: { number: 'points' },
  answers: 'caller',
  effect: 'reads',
  run: async ({ number, period }, context) => {
    const groupContext = await requireMember(context)
    const memberProgress = await memberProgressOf(groupContext, groupContext.me, context.reads)
    if (number === 'points') return whyPoints(groupContext, memberProgress)
    if (number === 'pace') return whyPace(groupContext, memberProgress)
    if (number === 'streak') return whyStreak(groupContext, memberProgress)
    const board = await boardOf(groupContext, period, context.reads)
    const written = await context.reads.closedWeeksOf(groupContext.group.id)
    const closedWeeks = closedBy(groupContext.group, written, groupContext.now)
    return whyRank(groupContext, memberProgress, {
      board,
      closedWeeks,
      scoredUnits: await context.reads.scoredUnitsOf(groupContext.group.id),
    })
  },
})
