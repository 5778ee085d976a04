import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { membersScene, ownScene } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { othersProgress, ownProgress } from '../views/progress.ts'
import { chosenMember, memberOption, namedMembers, readMember, suggestMembers } from './options/member.ts'

export const progress = defineCommand({
  name: 'progress',
  summary: 'How far you are: stages, points, streak and pace; or how far a member is',
  options: z.strictObject({ member: memberOption.optional() }),
  positional: 'member',
  example: 'progress',
  answers: 'caller',
  effect: 'reads',
  run: async ({ member: named }, context) => {
    const scene = await ownScene(context)
    // Somebody who is not named is as unknown as a stranger, or the answer itself would tell of them.
    const known = [...namedMembers(scene).filter(({ learner }) => learner.id !== scene.me.learner.id), scene.me]
    const member =
      named === undefined
        ? scene.me
        : await chosenMember(await readMember(named, context.reads), known, { scene, context })
    const standing = await standingOf(scene, member, context.reads)
    return member === scene.me ? ownProgress(scene.roadmap, standing) : othersProgress(scene.roadmap, standing)
  },
  suggest: {
    member: async (typed, context) => {
      const scene = await membersScene(context)
      return suggestMembers(typed, namedMembers(scene), { scene, reads: context.reads })
    },
  },
})
