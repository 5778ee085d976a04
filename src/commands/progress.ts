import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { ownScene, sceneOf } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { othersProgress, ownProgress } from '../views/progress.ts'
import { chosenMember, memberOption, suggestMembers } from './options/member.ts'

export const progress = defineCommand({
  name: 'progress',
  summary: 'How far you are: stages, points, streak and pace; or how far a member is',
  options: z.strictObject({ member: memberOption.optional() }),
  positional: 'member',
  example: 'progress',
  answers: 'caller',
  run: async ({ member: named }, context) => {
    const scene = await ownScene(context)
    const member = named === undefined ? scene.me : chosenMember(named, scene)
    const standing = await standingOf(scene, member, context.reads)
    if (member.learner.id === scene.me.learner.id) return ownProgress(scene.roadmap, standing)
    if (member.learner.visibility === 'named') return othersProgress(scene.roadmap, standing)
    throw new UserError(`${member.learner.name} keeps this private`, {
      next: [text`Only members who are named on boards show how far they are.`],
    })
  },
  suggest: async (_, typed, context) => suggestMembers(typed, await sceneOf(context)),
})
