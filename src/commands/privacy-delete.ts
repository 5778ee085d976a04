import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { successionAfter } from '../groups/depart.ts'
import { leaveAll, type Membership, membershipsOf, partedByEnd } from '../groups/leave-all.ts'
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
    if (Object.keys(await reads.exportOf(actor.id)).length === 0) return { answer: nothingStored() }
    const known = await reads.learnerOf(actor.id)
    if (sure === undefined) return ask(questionOf(await membershipsOf(known, reads)), { line })
    return context.change(async (within) => {
      const memberships = await membershipsOf(known, within)
      const changed = await askAnew(questionOf(memberships), sure, { line })
      if (changed) return changed
      await leaveAll(memberships, context, within)
      await within.deletePerson(actor.id)
      return { answer: deleted() }
    })
  },
})

const questionOf = (memberships: readonly Membership[]): Question => {
  const { left, ended } = partedByEnd(memberships)
  return {
    card: mayDelete({
      left: left.map(({ group, members, me }) => ({ group, succession: successionAfter(members, me) })),
      ended: ended.map(({ group }) => group),
    }),
    answers: [{ label: 'Delete everything', role: 'danger' }],
    beside: [{ label: 'Export first', line: 'privacy export' }],
  }
}
