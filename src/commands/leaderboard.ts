import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { periods, shownRows } from '../core/leaderboard.ts'
import { boardOf } from '../groups/board.ts'
import { sceneOf } from '../groups/scene.ts'
import { boardCard, ownRow } from '../views/leaderboard.ts'

export const leaderboard = defineCommand({
  name: 'leaderboard',
  summary: 'Who earned most: this week, last week, this month or since the beginning',
  options: z.strictObject({ period: z.enum(periods).default('week').describe('Which time') }),
  positional: 'period',
  example: 'leaderboard month',
  answers: 'channel',
  run: async ({ period }, context): Promise<Answer> => {
    const scene = await sceneOf(context)
    const board = await boardOf(scene, period, context.reads)
    const anonymous = new Set(
      scene.members.filter(({ learner }) => learner.visibility === 'anonymous').map(({ learner }) => learner.id),
    )
    const answer = boardCard(scene.group, board, anonymous)
    const { me } = scene
    if (!me) return { answer }
    const isShown = shownRows(board.rows).some(({ learnerId }) => learnerId === me.learner.id)
    const named = isShown && me.learner.visibility === 'named'
    return named ? { answer } : { answer, aside: ownRow(board, me) }
  },
})
