import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { isNamed, type Member } from '../../core/group.ts'
import type { OutboxMessage } from '../../core/outbox-message.ts'
import { requireReaderOrOrganizer } from '../../groups/group-context.ts'
import { nextPostOf } from '../../groups/next-post.ts'
import { groupLog as logCard } from '../../views/group-log.ts'

const maxShown = 10
/** Private entries leave no gap: the log shows the same number of entries with and without them. */
const maxRead = 50

export const groupLog = defineCommand({
  name: 'group log',
  summary: 'What I have posted here, what comes next, and what was skipped and why',
  options: z.strictObject({}),
  example: {},
  answers: 'caller',
  effect: 'reads',
  run: async (_, context) => {
    const groupContext = await requireReaderOrOrganizer(context)
    const read = await context.reads.postsOf(groupContext.group.id, maxRead)
    const posts = read.filter(isForAll(groupContext.members)).slice(0, maxShown)
    const weekly = await context.reads.postsOf(groupContext.group.id, maxShown, 'weekly')
    const next = await nextPostOf(groupContext, context.reads)
    const zone = groupContext.learner?.zone ?? context.actor.zone ?? groupContext.group.zone
    return logCard({ group: groupContext.group, posts, weekly, next: next?.slot.at, zone })
  },
})

/**
 * Keeps entries private that reveal a member who is not named: a finished stage, unless it was posted, and a new organizer.
 */
const isForAll =
  (members: readonly Member[]) =>
  ({ kind, learnerId, state }: OutboxMessage): boolean =>
    (kind !== 'stage' && kind !== 'organizer') ||
    (kind === 'stage' && state === 'sent') ||
    members.some(({ learner }) => learner.id === learnerId && isNamed(learner))
