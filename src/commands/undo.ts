import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { mondayOf } from '../core/calendar.ts'
import { scoringDay } from '../core/closing.ts'
import { unitKey, unitsOf } from '../core/points.ts'
import { changeOwn } from '../groups/change.ts'
import { takenBack } from '../views/recorded.ts'

export const undo = defineCommand({
  name: 'undo',
  summary: 'Takes back what you recorded last',
  options: z.strictObject({}),
  example: 'undo',
  answers: 'caller',
  run: (_, context) =>
    changeOwn(context, async ({ me, roadmap, group, closings }, within) => {
      const latest = (await within.completionsOf([me.learner.id], roadmap.id)).at(-1)
      if (!latest)
        throw new UserError('There is nothing to take back', { next: [text`You have recorded nothing yet.`] })
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
    }),
})
