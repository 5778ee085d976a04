import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isBefore, mondayOf } from '../core/calendar.ts'
import { hoursOfGrace } from '../core/slot.ts'
import { tellChange } from '../groups/announce.ts'
import { changeGroup } from '../groups/change.ts'
import { pauseCard } from '../views/group-events.ts'

export const groupResume = defineCommand({
  name: 'group resume',
  summary: 'Ends the pause, or calls it off, from this week on; for organizers',
  options: z.strictObject({}),
  example: 'group resume',
  answers: 'channel',
  effect: 'writes',
  run: (_, context) =>
    changeGroup(context, async (scene, within) => {
      const { group, roadmap, today, now } = scene
      const monday = mondayOf(today)
      const isOver = ({ until }: (typeof group.pauses)[number]) => until !== undefined && !isBefore(monday, until)
      const open = group.pauses.find((pause) => !isOver(pause))
      if (!open) throw new UserError(`${group.name} has no pause`, { next: [text`There is nothing to resume.`] })
      // Weeks that are over stay paused; this one counts again.
      const kept = isBefore(open.from, monday) ? [{ from: open.from, until: monday }] : []
      const after = { ...group, pauses: [...group.pauses.filter(isOver), ...kept] }
      await within.saveGroup(after)
      // This week's post, if it is not too late for it.
      await within.oweAgain(group.id, 'paused', now.subtract({ hours: hoursOfGrace }))
      const reply = pauseCard(after, roadmap, `${group.name} goes on`)
      return tellChange(context, { scene, reply, within })
    }),
})
