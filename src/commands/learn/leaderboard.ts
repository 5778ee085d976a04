import { z } from 'zod'
import type { CommandResult } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { periods, shownRows } from '../../core/leaderboard.ts'
import { boardOf, ownRowOf } from '../../groups/board.ts'
import { requireReader } from '../../groups/group-context.ts'
import { boardCard, ownRow } from '../../views/leaderboard.ts'

export const leaderboard = defineCommand({
  name: 'leaderboard',
  summary: 'Who earned most: this week, last week, this month or since the beginning',
  options: z.strictObject({ period: z.enum(periods).default('week').describe('Which time') }),
  positional: 'period',
  example: { period: 'month' },
  answers: 'channel',
  effect: 'reads',
  run: async ({ period }, context): Promise<CommandResult> => {
    const groupContext = await requireReader(context)
    const board = await boardOf(groupContext, period, context.reads)
    const answer = boardCard(groupContext.group, board)
    const { id, visibility } = groupContext.me.learner
    if (visibility === 'named' && shownRows(board.rows).some(({ learnerId }) => learnerId === id)) return { answer }
    return { answer, followUp: ownRow(period, visibility, await ownRowOf(groupContext, board, context.reads)) }
  },
})
