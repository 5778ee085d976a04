import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { unitKey, unitsOf } from '../core/points.ts'
import { changeOwn } from '../groups/change.ts'
import { takenBack } from '../views/done.ts'

export const undo = defineCommand({
  name: 'undo',
  summary: 'Takes back what you recorded last',
  options: z.strictObject({}),
  example: 'undo',
  answers: 'caller',
  run: (_, context) =>
    changeOwn(context, async ({ me, roadmap }, within) => {
      const latest = (await within.completionsOf([me.learner.id], roadmap.id)).at(-1)
      if (!latest)
        throw new UserError('There is nothing to take back', { next: [text`You have recorded nothing yet.`] })
      const taken = await within.takeBack(me.learner.id, latest.requestId)
      const keys = new Set(taken.map(({ itemId, part }) => unitKey(itemId, part)))
      const units = unitsOf(roadmap).filter(({ item, part }) => keys.has(unitKey(item.id, part)))
      return takenBack(units, latest.on)
    }),
})
