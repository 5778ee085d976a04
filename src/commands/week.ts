import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { ownScene } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { weekCard } from '../views/week.ts'

export const week = defineCommand({
  name: 'week',
  summary: 'Your plan for this week, what is left over, and your pace',
  options: z.strictObject({}),
  example: 'week',
  answers: 'caller',
  effect: 'reads',
  run: async (_, context) => {
    const scene = await ownScene(context)
    return weekCard((await standingOf(scene, scene.me, context.reads)).course)
  },
})
