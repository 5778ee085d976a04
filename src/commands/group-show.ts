import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { organizes, presentMembers, sceneOf } from '../groups/scene.ts'
import { groupCard, hiddenMembers } from '../views/group.ts'

export const groupShow = defineCommand({
  name: 'group show',
  summary: 'The group: schedule with dates, members, settings, and where it is now',
  options: z.strictObject({}),
  example: 'group show',
  answers: 'channel',
  effect: 'reads',
  run: async (_, context): Promise<Answer> => {
    const scene = await sceneOf(context)
    const answer = groupCard(scene)
    const hidden = presentMembers(scene.members).filter(({ learner }) => learner.visibility === 'hidden')
    return hidden.length > 0 && organizes(scene, context) ? { answer, aside: hiddenMembers(hidden) } : { answer }
  },
})
