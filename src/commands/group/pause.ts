import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { typed } from '../../chat/slash.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { isBefore, mondayOf } from '../../core/calendar.ts'
import type { Pause } from '../../core/group.ts'
import { merged } from '../../core/schedule.ts'
import { announceChange } from '../../groups/announce.ts'
import type { GroupContext } from '../../groups/group-context.ts'
import { day } from '../../views/format.ts'
import { groupChanged, toldInChannel } from '../../views/group-changed.ts'
import { mayPause } from '../../views/group-events.ts'
import { updateAfterConfirmation } from '../asking/update-after-confirmation.ts'
import { confirmOption } from '../options/confirm.ts'

const options = z.strictObject({
  weeks: z.int().min(1).max(26).optional().describe('How many weeks; without it, until the group is resumed'),
  now: z.boolean().optional().describe('From this week on'),
  confirm: confirmOption,
})

export const groupPause = defineCommand({
  name: 'group pause',
  summary: 'Pauses the group from next Monday on, after asking; for organizers',
  options,
  positional: 'weeks',
  example: { weeks: 2 },
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: ({ confirm, ...requested }, context) =>
    updateAfterConfirmation(context, {
      confirm,
      question: async (groupContext) => {
        const plan = plannedPause(requested, groupContext)
        const card = mayPause(withPause(groupContext, plan), groupContext.roadmap, plan)
        return { card, answers: [{ label: 'Pause the group', role: 'danger' }], plan }
      },
      async apply(plan, groupContext, within) {
        const after = withPause(groupContext, plan)
        await within.saveGroup(after)
        const change = { kind: 'paused' as const, pause: plan }
        const reply = groupChanged(change, after, groupContext.roadmap)
        return announceChange(context, { groupContext, after, change, reply, short: toldInChannel(reply), within })
      },
    }),
})

const withPause = ({ group }: GroupContext, pause: Pause) => ({ ...group, pauses: merged([...group.pauses, pause]) })

const plannedPause = (
  { weeks, now }: Omit<z.output<typeof options>, 'confirm'>,
  { group, today }: GroupContext,
): Pause => {
  const monday = mondayOf(today)
  const from = now ? monday : monday.add({ weeks: 1 })
  const coming = group.pauses.find(({ until }) => until === undefined || isBefore(from, until))
  if (coming) {
    throw new UserError(`${group.name} has a pause already`, {
      next: [
        text`It is from ${day(coming.from)}${coming.until ? ` to ${day(coming.until.subtract({ days: 1 }))}` : ' on'}. To change it, first type ${typed('group resume')}.`,
      ],
      buttons: [{ label: 'Group details', action: { command: 'group show' } }],
    })
  }
  if (isBefore(from, group.start)) {
    throw new UserError(`${group.name} has not started yet`, {
      next: [text`It starts on ${day(group.start)}; ${typed('group settings start:…')} moves that.`],
    })
  }
  return weeks === undefined ? { from } : { from, until: from.add({ weeks }) }
}
