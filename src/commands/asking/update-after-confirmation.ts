/** Changes a group after asking, which only organizers may. */
import type { CommandResult, Context } from '../../bot/command.ts'
import type { GroupContext } from '../../groups/group-context.ts'
import { asSeenHere, contextToChange, updateAsOrganizer } from '../../groups/update-group.ts'
import type { Readers, Repositories } from '../../ports/database.ts'
import { nothingDone } from '../../views/questions.ts'
import type { Confirm } from '../options/confirm.ts'
import { ask, askAgain, type Question } from './question.ts'

type Planned<Plan> = Question & { plan: Plan }

type ConfirmationOptions<Plan> = {
  confirm: Confirm
  /** The question and the planned change; throws UserError where it cannot be done. It only reads. */
  question(groupContext: GroupContext, reads: Readers): Promise<Planned<Plan>>
  apply(plan: Plan, groupContext: GroupContext, within: Repositories): Promise<CommandResult>
}

export const updateAfterConfirmation = async <Plan>(
  context: Context,
  { confirm, question, apply }: ConfirmationOptions<Plan>,
): Promise<CommandResult> => {
  if (confirm === false) return { answer: nothingDone(), visibleTo: 'caller' }
  if (confirm === undefined) {
    const groupContext = await contextToChange(context)
    return ask(await question(asSeenHere(groupContext), context.reads), {
      action: context.action,
      group: groupContext.group.id,
    })
  }
  return updateAsOrganizer(context, async (current, within) => {
    const planned = await question(current, within)
    const again = await askAgain(planned, confirm, { action: context.action, group: current.group.id })
    return again ?? apply(planned.plan, current, within)
  })
}
