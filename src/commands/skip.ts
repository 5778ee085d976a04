import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isDone, maySkip, unitsOfItem } from '../core/progress.ts'
import { changeOwn } from '../groups/change.ts'
import { groupHere, ownScene } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { skippedAlready, skippedList, skipToggled } from '../views/skip.ts'
import { chosenItem, itemOption, suggestItems } from './options/item.ts'

export const skip = defineCommand({
  name: 'skip',
  summary: 'Leaves out what does not apply to you; again takes it in',
  options: z.strictObject({
    item: itemOption,
    back: z.boolean().optional().describe('Whether it is put back into your plan; without it, what it is not now'),
  }),
  positional: 'item',
  freeText: true,
  example: 'skip flask',
  answers: 'caller',
  effect: 'writes',
  run: async ({ item: named, back }, context) => {
    if (named === undefined) {
      const scene = await ownScene(context)
      return skippedList(scene.roadmap, (await standingOf(scene, scene.me, context.reads)).work)
    }
    const { roadmap } = await groupHere(context)
    const item = await chosenItem(named, roadmap, ({ id }) => context.line({ item: id }))
    return changeOwn(context, async ({ me, ...current }, within) => {
      const { work } = await standingOf({ me, ...current }, me, within)
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
