import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { changeGroup } from '../groups/change.ts'
import { mustOrganize, presentMembers, sceneOf } from '../groups/scene.ts'
import { endedCard, mayEnd } from '../views/group-events.ts'
import { sureOption } from './options/sure.ts'

export const groupEnd = defineCommand({
  name: 'group end',
  summary: 'Ends the group, after asking; for organizers',
  options: z.strictObject({ sure: sureOption }),
  example: 'group end',
  answers: 'caller',
  run: async ({ sure }, context): Promise<Answer> => {
    const scene = await sceneOf(context)
    mustOrganize(scene, context)
    if (!sure) return { answer: mayEnd(scene.group, presentMembers(scene.members).length) }
    return changeGroup(context, async (current, within) => {
      await within.endGroup(current.group.id, current.today)
      return { answer: endedCard(current.group), seenBy: 'channel' }
    })
  },
})
