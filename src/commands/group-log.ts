import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { nextPostOf } from '../groups/next-post.ts'
import { sceneOf } from '../groups/scene.ts'
import { groupLog as logCard } from '../views/group-log.ts'

const mostShown = 10

export const groupLog = defineCommand({
  name: 'group log',
  summary: 'What I have posted here, what comes next, and what was skipped and why',
  options: z.strictObject({}),
  example: 'group log',
  answers: 'caller',
  effect: 'reads',
  run: async (_, context) => {
    const scene = await sceneOf(context)
    const posts = await context.reads.postsOf(scene.group.id, mostShown)
    const weekly = await context.reads.postsOf(scene.group.id, mostShown, 'weekly')
    const next = await nextPostOf(scene, context.reads)
    const zone = scene.learner?.zone ?? context.actor.zone ?? scene.group.zone
    return logCard({ group: scene.group, posts, weekly, next: next?.slot.at, zone })
  },
})
