import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { periods, shownRows } from '../core/leaderboard.ts'
import { boardOf, ownRowOf } from '../groups/board.ts'
import { membersScene } from '../groups/scene.ts'
import { boardCard, ownRow } from '../views/leaderboard.ts'

export const leaderboard = defineCommand({
  name: 'leaderboard',
  summary: 'Who earned most: this week, last week, this month or since the beginning',
  options: z.strictObject({ period: z.enum(periods).default('week').describe('Which time') }),
  positional: 'period',
  example: 'leaderboard month',
  answers: 'channel',
  effect: 'reads',
  run: async ({ period }, context): Promise<Answer> => {
    const scene = await membersScene(context)
    const board = await boardOf(scene, period, context.reads)
    const answer = boardCard(scene.group, board)
    const { id, visibility } = scene.me.learner
    if (visibility === 'named' && shownRows(board.rows).some(({ learnerId }) => learnerId === id)) return { answer }
    return { answer, aside: ownRow(period, visibility, await ownRowOf(scene, board, context.reads)) }
  },
})
