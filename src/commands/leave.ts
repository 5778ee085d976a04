import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { changeOwn } from '../groups/change.ts'
import { depart } from '../groups/depart.ts'
import { leftCard } from '../views/membership.ts'

export const leave = defineCommand({
  name: 'leave',
  summary: 'Ends your membership; your progress is kept for a return',
  options: z.strictObject({}),
  example: 'leave',
  answers: 'caller',
  effect: 'removes',
  run: (_, context) =>
    changeOwn(context, async (scene, within) => {
      await depart(scene, scene.me, within)
      return leftCard(scene.group, { mayReturn: scene.here === true })
    }),
})
