import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isBefore, mondayOf } from '../core/calendar.ts'
import type { Pause } from '../core/group.ts'
import { hoursOfGrace } from '../core/slot.ts'
import { tellChange } from '../groups/announce.ts'
import type { Scene } from '../groups/scene.ts'
import { groupChanged, toldInChannel } from '../views/group-changed.ts'
import { mayResume } from '../views/group-events.ts'
import { changeGroupAfterAsking } from './asking/change-group.ts'
import { sureOption } from './options/sure.ts'

export const groupResume = defineCommand({
  name: 'group resume',
  summary: 'Ends the pause, or calls it off, from this week on, after asking; for organizers',
  options: z.strictObject({ sure: sureOption }),
  example: 'group resume',
  answers: 'caller',
  effect: 'writes',
  asksFirst: true,
  run: ({ sure }, context) =>
    changeGroupAfterAsking(context, {
      sure,
      question: async (scene) => {
        const pauses = pausesAfter(scene)
        const card = mayResume({ ...scene.group, pauses }, scene.roadmap)
        return { card, answers: [{ label: 'Resume the group', role: 'main' }], plan: pauses }
      },
      async apply(pauses, scene, within) {
        const after = { ...scene.group, pauses }
        await within.saveGroup(after)
        // This week's post, if it is not too late for it.
        await within.oweAgain(scene.group.id, 'paused', scene.now.subtract({ hours: hoursOfGrace }))
        const change = { kind: 'resumed' as const }
        const reply = groupChanged(change, after, scene.roadmap)
        return tellChange(context, { scene, after, change, reply, short: toldInChannel(reply), within })
      },
    }),
})

const pausesAfter = ({ group, today }: Scene): Pause[] => {
  const monday = mondayOf(today)
  const isOver = ({ until }: Pause) => until !== undefined && !isBefore(monday, until)
  const open = group.pauses.find((pause) => !isOver(pause))
  if (!open) throw new UserError(`${group.name} has no pause`, { next: [text`There is nothing to resume.`] })
  // Weeks that are over stay paused; this one counts again.
  const kept = isBefore(open.from, monday) ? [{ from: open.from, until: monday }] : []
  return [...group.pauses.filter(isOver), ...kept]
}
