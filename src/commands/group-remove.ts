import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { changeGroup } from '../groups/change.ts'
import { depart } from '../groups/depart.ts'
import { mustOrganize, presentMembers, sceneOf } from '../groups/scene.ts'
import { removedCard } from '../views/group-events.ts'
import { chosenMember, memberOption, suggestMembers } from './options/member.ts'

export const groupRemove = defineCommand({
  name: 'group remove',
  summary: 'Ends somebody’s membership; for organizers',
  options: z.strictObject({ member: memberOption }),
  positional: 'member',
  example: 'group remove Ana',
  answers: 'caller',
  run: ({ member: named }, context) =>
    changeGroup(context, async (scene, within) => {
      const member = chosenMember(named, presentMembers(scene.members))
      await depart(scene, member, within)
      return removedCard(scene.group, member)
    }),
  suggest: {
    member: async (typed, context) => {
      const scene = await sceneOf(context)
      mustOrganize(scene, context)
      return suggestMembers(typed, presentMembers(scene.members))
    },
  },
})
