import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isBefore, mondayOf } from '../core/calendar.ts'
import { merged } from '../core/schedule.ts'
import { tellChange } from '../groups/announce.ts'
import { changeGroup } from '../groups/change.ts'
import { counted, day } from '../views/figures.ts'
import { pauseCard } from '../views/group-events.ts'

export const groupPause = defineCommand({
  name: 'group pause',
  summary: 'Pauses the group from next Monday on; for organizers',
  options: z.strictObject({
    weeks: z.int().min(1).max(26).optional().describe('How many weeks; without it, until the group is resumed'),
    now: z.boolean().optional().describe('From this week on'),
  }),
  positional: 'weeks',
  example: 'group pause 2',
  answers: 'channel',
  effect: 'removes',
  run: ({ weeks, now }, context) =>
    changeGroup(context, async (scene, within) => {
      const { group, roadmap, today } = scene
      const monday = mondayOf(today)
      const from = now ? monday : monday.add({ weeks: 1 })
      const coming = group.pauses.find(({ until }) => until === undefined || isBefore(from, until))
      if (coming) {
        throw new UserError(`${group.name} has a pause already`, {
          next: [
            text`It is from ${day(coming.from)}${coming.until ? ` to ${day(coming.until.subtract({ days: 1 }))}` : ' on'}. Resume the group first to change it.`,
          ],
          buttons: [{ label: 'Group details', line: 'group show' }],
        })
      }
      if (isBefore(from, group.start)) {
        throw new UserError(`${group.name} has not started yet`, {
          next: [text`It starts on ${day(group.start)}; ${typed('group settings start:…')} moves that.`],
        })
      }
      const pause = weeks === undefined ? { from } : { from, until: from.add({ weeks }) }
      const after = { ...group, pauses: merged([...group.pauses, pause]) }
      await within.saveGroup(after)
      const span = weeks === undefined ? 'until it is resumed' : `for ${counted(weeks, 'week')}`
      const reply = pauseCard(after, roadmap, `${group.name} pauses from ${day(from)}, ${span}`)
      return tellChange(context, { scene, reply, within })
    }),
})
