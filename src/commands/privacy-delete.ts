import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { dateAt } from '../core/calendar.ts'
import { closeWeeksOf } from '../groups/close-weeks.ts'
import { depart } from '../groups/depart.ts'
import { presentMembers } from '../groups/scene.ts'
import { deleted, mayDelete, nothingStored } from '../views/privacy.ts'
import { sureOption } from './options/sure.ts'

export const privacyDelete = defineCommand({
  name: 'privacy delete',
  summary: 'Removes you and everything of yours, after asking',
  options: z.strictObject({ sure: sureOption }),
  example: 'privacy delete',
  answers: 'caller',
  effect: 'removes',
  run: async ({ sure }, context): Promise<Answer> => {
    const known = await context.reads.learnerOf(context.actor.id)
    if (!known) return { answer: nothingStored() }
    if (!sure) return { answer: mayDelete(await context.reads.groupsOf(known.id)) }
    return context.change(async (within) => {
      await closeWeeksOf(known.id, context, within)
      for (const group of await within.groupsOf(known.id)) {
        const members = await within.membersOf(group.id)
        const me = presentMembers(members).find(({ learner }) => learner.id === known.id)
        const { now } = context
        if (me) await depart({ group, members, today: dateAt(now, group.zone), now }, me, within)
      }
      await within.deleteLearner(known.id)
      return { answer: deleted() }
    })
  },
})
