import { z } from 'zod'
import type { CommandResult } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { leaveAll, type Membership, membershipsOf, splitByEnd } from '../../groups/leave-all.ts'
import { successionAfter } from '../../groups/remove-member.ts'
import { deleted, mayDelete, nothingStored } from '../../views/privacy.ts'
import { nothingDone } from '../../views/questions.ts'
import { ask, askAgain, type Question } from '../asking/question.ts'
import { confirmOption } from '../options/confirm.ts'

export const privacyDelete = defineCommand({
  name: 'privacy delete',
  summary: 'Removes you and everything of yours, after asking',
  options: z.strictObject({ confirm: confirmOption }),
  example: {},
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: async ({ confirm }, context): Promise<CommandResult> => {
    if (confirm === false) return { answer: nothingDone() }
    const { reads, actor, action } = context
    if (Object.keys(await reads.exportOf(actor.id)).length === 0) return { answer: nothingStored() }
    const known = await reads.learnerOf(actor.id)
    if (confirm === undefined) return ask(questionOf(await membershipsOf(known, reads)), { action })
    return context.transaction(async (within) => {
      const memberships = await membershipsOf(known, within)
      const changed = await askAgain(questionOf(memberships), confirm, { action })
      if (changed) return changed
      await leaveAll(memberships, context, within)
      await within.deletePerson(actor.id)
      return { answer: deleted() }
    })
  },
})

const questionOf = (memberships: readonly Membership[]): Question => {
  const { left, ended } = splitByEnd(memberships)
  return {
    card: mayDelete({
      left: left.map(({ group, members, me }) => ({ group, succession: successionAfter(members, me) })),
      ended: ended.map(({ group }) => group),
    }),
    answers: [{ label: 'Delete everything', role: 'danger' }],
    beside: [{ label: 'Export first', action: { command: 'privacy export' } }],
  }
}
