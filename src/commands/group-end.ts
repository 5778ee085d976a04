import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import type { Address } from '../bot/invocation.ts'
import { typed } from '../bot/slash.ts'
import { channelSpan, text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { takesPart } from '../core/leaderboard.ts'
import type { RefusalKind } from '../core/refusal.ts'
import { rescheduleReminders } from '../groups/reminders.ts'
import { presentMembers } from '../groups/scene.ts'
import { endedCard, mayEnd } from '../views/group-events.ts'
import { changeGroupAfterAsking } from './asking/change-group.ts'
import { sureOption } from './options/sure.ts'

export const groupEnd = defineCommand({
  name: 'group end',
  summary: 'Ends the group, after asking; for organizers',
  options: z.strictObject({ sure: sureOption }),
  example: 'group end',
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: ({ sure }, context) =>
    changeGroupAfterAsking(context, {
      sure,
      async question({ group, here, members }, reads) {
        // Where it meets, everybody hears of it; afterwards it meets nowhere. Where nobody can type any more, it ends from anywhere.
        if (!here && !deserted.includes(group.refusal?.kind)) throw notFromHere(await reads.channelsOf(group.id))
        const card = mayEnd(group, members.filter(takesPart).length)
        return { card, answers: [{ label: 'End the group', role: 'danger' }], plan: undefined }
      },
      async apply(_, { group, here, today, members, now }, within) {
        await within.endGroup(group.id, today)
        await rescheduleReminders(presentMembers(members), within, now)
        return { answer: endedCard(group), seenBy: here ? 'channel' : 'caller' }
      },
    }),
})

const deserted: readonly (RefusalKind | undefined)[] = ['channel-gone', 'archived', 'removed']

const notFromHere = ([home]: readonly Address[]) =>
  new UserError('A group is ended where it meets', {
    next: [
      text`Type ${typed('group end')} in ${home ? channelSpan(home.channel) : 'its channel'}, so that everybody hears of it.`,
    ],
  })
