import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { periods, shownRows } from '../core/leaderboard.ts'
import { boardOf } from '../groups/board.ts'
import { type Scene, sceneOf } from '../groups/scene.ts'
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
    const answer = boardCard(scene.group, board)
    const { me } = scene
    if (!me) return { answer }
    const { id, visibility } = me.learner
    if (visibility === 'named' && shownRows(board.rows).some(({ learnerId }) => learnerId === id)) return { answer }
    const rows = visibility === 'hidden' ? (await boardOf(asIfShown(scene), period, context.reads)).rows : board.rows
    const own = rows.find(({ learnerId }) => learnerId === id)
    return { answer, aside: ownRow(period, visibility, own) }
  },
})

/** The scene in which the caller does not hide: where they would stand is told to them alone. */
const asIfShown = (scene: Scene): Scene => ({
  ...scene,
  members: scene.members.map((member) =>
    member === scene.me ? { ...member, learner: { ...member.learner, visibility: 'anonymous' as const } } : member,
  ),
})
