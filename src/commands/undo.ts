import { z } from 'zod'
import { type Context, defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { mondayOf } from '../core/calendar.ts'
import { scoringDay } from '../core/closing.ts'
import type { Completion } from '../core/completion.ts'
import { unitKey, unitsOf } from '../core/points.ts'
import { changeOwn } from '../groups/change.ts'
import { groupHere } from '../groups/scene.ts'
import { listed } from '../views/figures.ts'
import { takenBack } from '../views/recorded.ts'
import { suggestItems } from './options/item.ts'
import { chosenThings, readThings, thingsOption, type Wanted } from './options/things.ts'

export const undo = defineCommand({
  name: 'undo',
  summary: 'Takes back what you recorded last, or what you name',
  options: z.strictObject({ item: thingsOption }),
  positional: 'item',
  freeText: true,
  example: 'undo',
  answers: 'caller',
  run: async ({ item }, context) => {
    const wanted = item === undefined ? undefined : await named(item, context)
    return changeOwn(context, async ({ me, roadmap, group, closings }, within) => {
      const completions = await within.completionsOf([me.learner.id], roadmap.id)
      const latest = completions.findLast((completion) => !wanted || wanted.some((one) => isOf(completion, one)))
      if (!latest) throw wanted ? notRecorded(wanted) : nothingRecorded()
      const taken = await within.takeBack(me.learner.id, latest.requestId)
      // A unit pays once: what a closed board has counted already does not count again when it is recorded anew.
      for (const { on, recordedAt, itemId, part, learnerId } of taken) {
        const scored = mondayOf(scoringDay({ on, recordedAt }, closings))
        if (closings.some(({ week }) => week.equals(scored)))
          await within.markPaid(group.id, { learnerId, unit: unitKey(itemId, part) })
      }
      const keys = new Set(taken.map(({ itemId, part }) => unitKey(itemId, part)))
      const units = unitsOf(roadmap).filter(({ item, part }) => keys.has(unitKey(item.id, part)))
      return takenBack(units, latest.on)
    })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})

const named = async (item: string, context: Context): Promise<Wanted[]> => {
  const { roadmap } = await groupHere(context)
  return chosenThings(readThings(item, roadmap), roadmap, (others) => context.line({ item: others }))
}

const isOf = ({ itemId, part }: Completion, { item, parts }: Wanted): boolean =>
  itemId === item.id && (parts.length === 0 || parts.includes(part))

const nothingRecorded = () =>
  new UserError('There is nothing to take back', { next: [text`You have recorded nothing yet.`] })

const notRecorded = (wanted: readonly Wanted[]) =>
  new UserError(`${listed(wanted.map(({ item }) => item.title))} is not recorded`, {
    next: [text`It may have been taken back already. Nothing was changed.`],
  })
