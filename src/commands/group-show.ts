import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { paceOf } from '../core/pace.ts'
import { presentMembers, sceneOf } from '../groups/scene.ts'
import { standingsOf } from '../groups/standing.ts'
import { groupCard } from '../views/group.ts'

export const groupShow = defineCommand({
  name: 'group show',
  summary: 'The group: schedule with dates, members, settings, and where it is now',
  options: z.strictObject({}),
  example: 'group show',
  answers: 'channel',
  effect: 'reads',
  run: async (_, context) => {
    const scene = await sceneOf(context)
    const standings = await standingsOf(scene, presentMembers(scene.members), context.reads)
    return groupCard(
      scene,
      standings.map(({ course }) => paceOf(course).status),
    )
  },
})
