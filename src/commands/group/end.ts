import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import type { Address } from '../../chat/invocation.ts'
import { typed } from '../../chat/slash.ts'
import { channelSpan, text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import type { BlockReason } from '../../core/delivery-block.ts'
import { takesPart } from '../../core/leaderboard.ts'
import { announce } from '../../groups/announce.ts'
import { changeToJson } from '../../groups/group-change-json.ts'
import { presentMembers } from '../../groups/group-context.ts'
import { rescheduleReminders } from '../../groups/reminders.ts'
import { toldInChannel } from '../../views/group-changed.ts'
import { endedCard, mayEnd } from '../../views/group-events.ts'
import { updateAfterConfirmation } from '../asking/update-after-confirmation.ts'
import { confirmOption } from '../options/confirm.ts'

export const groupEnd = defineCommand({
  name: 'group end',
  summary: 'Ends the group, after asking; for organizers',
  options: z.strictObject({ confirm: confirmOption }),
  example: {},
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: ({ confirm }, context) =>
    updateAfterConfirmation(context, {
      confirm,
      async question({ group, here, members }, reads) {
        // A group ends in its own channel, where everybody sees it. If nobody can type there any more, it ends from anywhere.
        if (!here && !deserted.includes(group.deliveryBlock?.kind)) throw notFromHere(await reads.channelsOf(group.id))
        const card = mayEnd(group, members.filter(takesPart).length)
        return { card, answers: [{ label: 'End the group', role: 'danger' }], plan: undefined }
      },
      async apply(_, { group, here, today, members, now }, within) {
        const [home] = await within.channelsOf(group.id)
        await within.endGroup(group.id, today)
        await rescheduleReminders(presentMembers(members), within, now)
        const card = endedCard(group)
        if (!here || !home || group.deliveryBlock) return { answer: card, visibleTo: here ? 'channel' : 'caller' }
        const { workspace, channel } = home
        const about = changeToJson({ kind: 'ended', name: group.name, workspace, channel })
        await announce(group, { kind: 'change', id: context.requestId, about, address: home }, { within, now })
        return { answer: toldInChannel(card), visibleTo: 'caller' }
      },
    }),
})

const deserted: readonly (BlockReason | undefined)[] = ['channel-gone', 'archived', 'removed']

const notFromHere = ([home]: readonly Address[]) =>
  new UserError('A group is ended where it meets', {
    next: [
      text`Type ${typed('group end')} in ${home ? channelSpan(home.channel) : 'its channel'}, so that everybody hears of it.`,
    ],
  })
