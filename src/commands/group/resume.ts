import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { isBefore, mondayOf } from '../../core/calendar.ts'
import type { Pause } from '../../core/group.ts'
import { hoursOfGrace } from '../../core/slot.ts'
import { announceChange } from '../../groups/announce.ts'
import type { GroupContext } from '../../groups/group-context.ts'
import { groupChanged, toldInChannel } from '../../views/group-changed.ts'
import { mayResume } from '../../views/group-events.ts'
import { updateAfterConfirmation } from '../asking/update-after-confirmation.ts'
import { confirmOption } from '../options/confirm.ts'

export const groupResume = defineCommand({
  name: 'group resume',
  summary: 'Ends the pause, or calls it off, from this week on, after asking; for organizers',
  options: z.strictObject({ confirm: confirmOption }),
  example: {},
  answers: 'caller',
  effect: 'writes',
  asksFirst: true,
  run: ({ confirm }, context) =>
    updateAfterConfirmation(context, {
      confirm,
      question: async (groupContext) => {
        const pauses = pausesAfter(groupContext)
        const card = mayResume({ ...groupContext.group, pauses }, groupContext.roadmap)
        return { card, answers: [{ label: 'Resume the group', role: 'main' }], plan: pauses }
      },
      async apply(pauses, groupContext, within) {
        const after = { ...groupContext.group, pauses }
        await within.saveGroup(after)
        // This week's post, if it is not too late for it.
        await within.requeueSkipped(groupContext.group.id, 'paused', groupContext.now.subtract({ hours: hoursOfGrace }))
        const change = { kind: 'resumed' as const }
        const reply = groupChanged(change, after, groupContext.roadmap)
        return announceChange(context, { groupContext, after, change, reply, short: toldInChannel(reply), within })
      },
    }),
})

const pausesAfter = ({ group, today }: GroupContext): Pause[] => {
  const monday = mondayOf(today)
  const isOver = ({ until }: Pause) => until !== undefined && !isBefore(monday, until)
  const open = group.pauses.find((pause) => !isOver(pause))
  if (!open) throw new UserError(`${group.name} has no pause`, { next: [text`There is nothing to resume.`] })
  // Weeks that are over stay paused; this one counts again.
  const kept = isBefore(open.from, monday) ? [{ from: open.from, until: monday }] : []
  return [...group.pauses.filter(isOver), ...kept]
}
