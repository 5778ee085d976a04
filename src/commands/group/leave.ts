import { z } from 'zod'
import type { CommandResult } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { loadGroupContext, type MemberContext } from '../../groups/group-context.ts'
import { removeMember, successionAfter } from '../../groups/remove-member.ts'
import { updateMember } from '../../groups/update-group.ts'
import type { Repositories } from '../../ports/database.ts'
import { leftCard } from '../../views/membership.ts'
import { nothingDone } from '../../views/questions.ts'
import { mayLeave } from '../../views/removal.ts'
import { ask, askAgain, type Question } from '../asking/question.ts'
import { confirmOption } from '../options/confirm.ts'

export const leave = defineCommand({
  name: 'leave',
  summary: 'Ends your membership; your progress is kept for a return. The last organizer is asked first',
  options: z.strictObject({ confirm: confirmOption }),
  example: {},
  answers: 'caller',
  effect: 'removes',
  run: async ({ confirm }, context): Promise<CommandResult> => {
    if (confirm === false) return { answer: nothingDone() }
    const { group, me, members } = await loadGroupContext(context)
    if (!me) throw new UserError(`You are not in ${group.name}`, { next: [text`There is nothing to leave.`] })
    const options = { action: context.action, group: group.id }
    if (confirm === undefined && isLastOrganizer({ me, members }))
      return ask(questionOf({ group, me, members }), options)
    const endMembership = async (groupContext: MemberContext, within: Repositories): Promise<CommandResult> => {
      const question = questionOf(groupContext)
      if (confirm === undefined && isLastOrganizer(groupContext)) return ask(question, options)
      const changed = confirm === undefined ? undefined : await askAgain(question, confirm, options)
      if (changed) return changed
      await removeMember(groupContext, groupContext.me, { within })
      return { answer: leftCard(groupContext.group, { mayReturn: groupContext.here === true }) }
    }
    return updateMember(context, endMembership, { keepsBoards: true })
  },
})

const isLastOrganizer = ({ me, members }: Pick<MemberContext, 'me' | 'members'>): boolean =>
  successionAfter(members, me) !== undefined

const questionOf = ({ group, me, members }: Pick<MemberContext, 'group' | 'me' | 'members'>): Question => ({
  card: mayLeave(group, successionAfter(members, me)),
  answers: [{ label: `Leave ${group.name}`, role: 'danger' }],
})
