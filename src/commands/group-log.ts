import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { isNamed, type Member } from '../core/group.ts'
import type { Post } from '../core/post.ts'
import { nextPostOf } from '../groups/next-post.ts'
import { insidersScene } from '../groups/scene.ts'
import { groupLog as logCard } from '../views/group-log.ts'

const mostShown = 10
/** What is not for all leaves no gap: the same number is shown whether or not there was any. */
const mostRead = 50

export const groupLog = defineCommand({
  name: 'group log',
  summary: 'What I have posted here, what comes next, and what was skipped and why',
  options: z.strictObject({}),
  example: 'group log',
  answers: 'caller',
  effect: 'reads',
  run: async (_, context) => {
    const scene = await insidersScene(context)
    const read = await context.reads.postsOf(scene.group.id, mostRead)
    const posts = read.filter(isForAll(scene.members)).slice(0, mostShown)
    const weekly = await context.reads.postsOf(scene.group.id, mostShown, 'weekly')
    const next = await nextPostOf(scene, context.reads)
    const zone = scene.learner?.zone ?? context.actor.zone ?? scene.group.zone
    return logCard({ group: scene.group, posts, weekly, next: next?.slot.at, zone })
  },
})

/**
 * That somebody without a name finished a stage, or organizes the group, is for nobody else to read. A finished stage that was posted,
 * everybody has read; that they organize the group was told to them alone.
 */
const isForAll =
  (members: readonly Member[]) =>
  ({ kind, learnerId, state }: Post): boolean =>
    (kind !== 'stage' && kind !== 'organizer') ||
    (kind === 'stage' && state === 'sent') ||
    members.some(({ learner }) => learner.id === learnerId && isNamed(learner))
