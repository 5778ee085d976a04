import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { closedBy } from '../core/closing.ts'
import { periods } from '../core/leaderboard.ts'
import { boardOf } from '../groups/board.ts'
import { ownScene } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { whyPace, whyPoints, whyRank, whyStreak } from '../views/why.ts'

export const why = defineCommand({
  name: 'why',
  summary: 'How one of your numbers came about: what was counted, with dates, zone and formula',
  options: z.strictObject({
    number: z.enum(['points', 'pace', 'streak', 'rank']).describe('Which number'),
    period: z.enum(periods).default('week').describe('Of a rank: on which board'),
  }),
  positional: 'number',
  example: 'why points',
  answers: 'caller',
  effect: 'reads',
  run: async ({ number, period }, context) => {
    const scene = await ownScene(context)
    const standing = await standingOf(scene, scene.me, context.reads)
    if (number === 'points') return whyPoints(scene, standing)
    if (number === 'pace') return whyPace(scene, standing)
    if (number === 'streak') return whyStreak(scene, standing)
    const board = await boardOf(scene, period, context.reads)
    const written = await context.reads.closingsOf(scene.group.id)
    const closings = closedBy(scene.group, written, scene.now)
    return whyRank(scene, standing, { board, closings, paid: await context.reads.paidOf(scene.group.id) })
  },
})
