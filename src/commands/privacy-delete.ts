import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import type { Reads } from '../bot/store.ts'
import { dateAt } from '../core/calendar.ts'
import { closeWeeksOf } from '../groups/close-weeks.ts'
import { depart, successionAfter } from '../groups/depart.ts'
import { presentMembers } from '../groups/scene.ts'
import { deleted, mayDelete, nothingStored } from '../views/privacy.ts'
import { nothingDone } from '../views/questions.ts'
import { ask, askAnew, type Question } from './asking/question.ts'
import { sureOption } from './options/sure.ts'

export const privacyDelete = defineCommand({
  name: 'privacy delete',
  summary: 'Removes you and everything of yours, after asking',
  options: z.strictObject({ sure: sureOption }),
  example: 'privacy delete',
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: async ({ sure }, context): Promise<Answer> => {
    if (sure === false) return { answer: nothingDone() }
    const { reads, actor, line } = context
    const known = await reads.learnerOf(actor.id)
    if (!known) return { answer: nothingStored() }
    if (sure === undefined) return ask(await questionOf(known.id, reads), { line })
    return context.change(async (within) => {
      const changed = await askAnew(await questionOf(known.id, within), sure, { line })
      if (changed) return changed
      await closeWeeksOf(known.id, context, within)
      for (const { group, members, me } of await membershipsOf(known.id, within)) {
        const { now } = context
        await depart({ group, members, today: dateAt(now, group.zone), now }, me, { within })
      }
      await within.deleteLearner(known.id)
      return { answer: deleted() }
    })
  },
})

const membershipsOf = async (learnerId: string, reads: Reads) => {
  const memberships = []
  for (const group of await reads.groupsOf(learnerId)) {
    const members = await reads.membersOf(group.id)
    const me = presentMembers(members).find(({ learner }) => learner.id === learnerId)
    if (me) memberships.push({ group, members, me })
  }
  return memberships
}

const questionOf = async (learnerId: string, reads: Reads): Promise<Question> => {
  const groups = (await membershipsOf(learnerId, reads)).map(({ group, members, me }) => ({
    group,
    succession: successionAfter(members, me),
  }))
  return {
    card: mayDelete(groups),
    answers: [{ label: 'Delete everything', role: 'danger' }],
    beside: [{ label: 'Export first', line: 'privacy export' }],
  }
}
