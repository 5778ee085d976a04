import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { isDone, maySkip, unitsOfItem } from '../../core/progress.ts'
import { requireGroup, requireMember } from '../../groups/group-context.ts'
import { memberProgressOf } from '../../groups/member-progress.ts'
import { updateMember } from '../../groups/update-group.ts'
import { skippedAlready, skippedList, skipToggled } from '../../views/skip.ts'
import { itemOption, resolveItem, suggestItems } from '../options/item.ts'

export const skip = defineCommand({
  name: 'skip',
  summary: 'Leaves out what does not apply to you; again takes it in',
  options: z.strictObject({
    item: itemOption,
    back: z.boolean().optional().describe('Whether it is put back into your plan; without it, what it is not now'),
  }),
  positional: 'item',
  freeText: true,
  example: { item: 'flask' },
  answers: 'caller',
  effect: 'writes',
  run: async ({ item: named, back }, context) => {
    if (named === undefined) {
      const groupContext = await requireMember(context)
      return skippedList(
        groupContext.roadmap,
        (await memberProgressOf(groupContext, groupContext.me, context.reads)).work,
      )
    }
    const { roadmap } = await requireGroup(context)
    const item = await resolveItem(named, roadmap, ({ id }) => context.action({ item: id }))
    return updateMember(context, async ({ me, ...current }, within) => {
      const { work } = await memberProgressOf({ me, ...current }, me, within)
      const isSkipped = work.skipped.has(item.id)
      if (back === !isSkipped) return skippedAlready(item, isSkipped)
      if (isSkipped) {
        await within.unskip(me.learner.id, current.roadmap.id, item.id)
        return skipToggled(item, false)
      }
      if (unitsOfItem(current.roadmap, item.id).some((unit) => isDone(unit, work))) {
        throw new UserError(`You have done ${item.title}, at least in part`, {
          next: [text`What is done cannot be left out.`],
        })
      }
      if (!maySkip(current.roadmap, item.stage, item.id, work)) {
        throw new UserError(`Leaving out ${item.title} would be too much of its stage`, {
          next: [text`At most a fifth of a stage’s points can be left out. Nothing was changed.`],
        })
      }
      await within.skip(me.learner.id, current.roadmap.id, item.id)
      return skipToggled(item, true)
    })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})
