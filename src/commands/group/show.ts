import { z } from 'zod'
import type { CommandResult } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { loadGroupContext, mayOrganize, presentMembers } from '../../groups/group-context.ts'
import { groupCard, hiddenMembers } from '../../views/group.ts'

export const groupShow = defineCommand({
  name: 'group show',
  summary: 'The group: schedule with dates, members, settings, and where it is now',
  options: z.strictObject({}),
  example: {},
  answers: 'channel',
  effect: 'reads',
  run: async (_, context): Promise<CommandResult> => {
    const groupContext = await loadGroupContext(context)
    const answer = groupCard(groupContext)
    const hidden = presentMembers(groupContext.members).filter(({ learner }) => learner.visibility === 'hidden')
    return hidden.length > 0 && mayOrganize(groupContext, context)
      ? { answer, followUp: hiddenMembers(hidden) }
      : { answer }
  },
})
