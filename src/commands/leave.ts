import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { changeOwn } from '../groups/change.ts'
import { depart } from '../groups/depart.ts'
import { leftCard, newOrganizer } from '../views/membership.ts'

export const leave = defineCommand({
  name: 'leave',
  summary: 'Ends your membership; your progress is kept for a return',
  options: z.strictObject({}),
  example: 'leave',
  answers: 'caller',
  run: (_, context): Promise<Answer> =>
    changeOwn(context, async (scene, within) => {
      const successor = await depart(scene, scene.me, within)
      const answer = leftCard(scene.group)
      return successor ? { answer, announce: newOrganizer(scene.group, successor) } : { answer }
    }),
})
