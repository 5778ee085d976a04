import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isBefore, mondayOf } from '../core/calendar.ts'
import type { Pause } from '../core/group.ts'
import { merged } from '../core/schedule.ts'
import { tellChange } from '../groups/announce.ts'
import type { Scene } from '../groups/scene.ts'
import { day } from '../views/figures.ts'
import { groupChanged, toldInChannel } from '../views/group-changed.ts'
import { mayPause } from '../views/group-events.ts'
import { changeGroupAfterAsking } from './asking/change-group.ts'
import { sureOption } from './options/sure.ts'

const options = z.strictObject({
  weeks: z.int().min(1).max(26).optional().describe('How many weeks; without it, until the group is resumed'),
  now: z.boolean().optional().describe('From this week on'),
  sure: sureOption,
})

export const groupPause = defineCommand({
  name: 'group pause',
  summary: 'Pauses the group from next Monday on, after asking; for organizers',
  options,
  positional: 'weeks',
  example: 'group pause 2',
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: ({ sure, ...wanted }, context) =>
    changeGroupAfterAsking(context, {
      sure,
      question: async (scene) => {
        const plan = plannedPause(wanted, scene)
        const card = mayPause(withPause(scene, plan), scene.roadmap, plan)
        return { card, answers: [{ label: 'Pause the group', role: 'danger' }], plan }
      },
      async apply(plan, scene, within) {
        const after = withPause(scene, plan)
        await within.saveGroup(after)
        const change = { kind: 'paused' as const, pause: plan }
        const reply = groupChanged(change, after, scene.roadmap)
        return tellChange(context, { scene, after, change, reply, short: toldInChannel(reply), within })
      },
    }),
})

const withPause = ({ group }: Scene, pause: Pause) => ({ ...group, pauses: merged([...group.pauses, pause]) })

const plannedPause = ({ weeks, now }: Omit<z.output<typeof options>, 'sure'>, { group, today }: Scene): Pause => {
  const monday = mondayOf(today)
  const from = now ? monday : monday.add({ weeks: 1 })
  const coming = group.pauses.find(({ until }) => until === undefined || isBefore(from, until))
  if (coming) {
    throw new UserError(`${group.name} has a pause already`, {
      next: [
        text`It is from ${day(coming.from)}${coming.until ? ` to ${day(coming.until.subtract({ days: 1 }))}` : ' on'}. To change it, first type ${typed('group resume')}.`,
      ],
      buttons: [{ label: 'Group details', line: 'group show' }],
    })
  }
  if (isBefore(from, group.start)) {
    throw new UserError(`${group.name} has not started yet`, {
      next: [text`It starts on ${day(group.start)}; ${typed('group settings start:…')} moves that.`],
    })
  }
  return weeks === undefined ? { from } : { from, until: from.add({ weeks }) }
}
