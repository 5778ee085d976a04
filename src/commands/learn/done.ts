import type { CommandResult, Context } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Unit, unitId } from '../../core/points.ts'
import { focusItemsIn, weekPlan } from '../../core/week-plan.ts'
import { requireGroup, requireMember } from '../../groups/group-context.ts'
import { memberProgressOf } from '../../groups/member-progress.ts'
import { updateMember } from '../../groups/update-group.ts'
import { doneForm } from '../../views/done-form.ts'
import { whatIsDone, whichCourse } from '../../views/done-questions.ts'
import { suggestItems } from '../options/item.ts'
import { type DoneOptions, doneOptions } from './recording/options.ts'
import { record } from './recording/record.ts'
import { requestedItems, requestedUnits } from './recording/requested-units.ts'
import { resolveDay } from './recording/resolve-day.ts'

export const done = defineCommand({
  name: 'done',
  summary: 'Records what you completed: a skill, a project, or the next part of a course',
  options: doneOptions,
  positional: 'item',
  freeText: true,
  example: { item: 'fastapi', when: 'yesterday' },
  answers: 'caller',
  effect: 'writes',
  run: async (given, context): Promise<Reply | CommandResult> => {
    const { item, when, link, known = false, all = false, part } = given
    if (item === undefined) return askWhat(given, context)
    const requested = await requestedItems({ item, part }, (await requireGroup(context)).roadmap, context)
    return updateMember(context, async (groupContext, within) => {
      const memberProgress = await memberProgressOf(groupContext, groupContext.me, within)
      const on = resolveDay(when, groupContext.today)
      const asked = requestedUnits({ groupContext, memberProgress, requested, all, context })
      if (!Array.isArray(asked)) return asked
      return record(asked, { groupContext, memberProgress, on, known, link, requestId: context.requestId, within })
    })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})

/** Offers this week's items; the other options stay. */
const askWhat = async (
  { when, link, known = false, all, part }: DoneOptions,
  context: Context,
): Promise<CommandResult> => {
  const groupContext = await requireMember(context)
  const { learnerSchedule } = await memberProgressOf(groupContext, groupContext.me, context.reads)
  const focus = focusItemsIn(weekPlan(learnerSchedule))
  const on = resolveDay(when, groupContext.today)
  if (all || part !== undefined) throw whichCourse(focus, { part, actionFor: (id) => context.action({ item: [id] }) })
  const form = doneForm({ focus, on, link, known })
  const actionFor = (unit: Unit) => context.action({ item: [unitId(unit)] })
  return { answer: whatIsDone(learnerSchedule, actionFor), ...(focus.length > 0 && { form }) }
}
