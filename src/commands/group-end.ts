import { z } from 'zod'
import { replyAbout } from '../bot/about-group.ts'
import { type Answer, defineCommand } from '../bot/command.ts'
import type { Address } from '../bot/invocation.ts'
import { typed } from '../bot/slash.ts'
import { channelSpan, text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import type { RefusalKind } from '../core/refusal.ts'
import { changeGroup } from '../groups/change.ts'
import { rescheduleReminders } from '../groups/reminders.ts'
import { mustOrganize, presentMembers, sceneOf } from '../groups/scene.ts'
import { endedCard, mayEnd } from '../views/group-events.ts'
import { sureOption } from './options/sure.ts'

export const groupEnd = defineCommand({
  name: 'group end',
  summary: 'Ends the group, after asking; for organizers',
  options: z.strictObject({ sure: sureOption }),
  example: 'group end',
  answers: 'caller',
  run: async ({ sure }, context): Promise<Answer> => {
    const scene = await sceneOf(context)
    mustOrganize(scene, context)
    // Where it meets, everybody hears of it; afterwards it meets nowhere. Where nobody can type any more, it ends from anywhere.
    if (!scene.here && !deserted.includes(scene.group.refusal?.kind))
      throw notFromHere(await context.reads.channelsOf(scene.group.id))
    if (!sure) {
      const asked = mayEnd(scene.group, presentMembers(scene.members).length)
      // Pressed late, it must not end a group that meets here by then.
      return { answer: replyAbout(scene.group.id, asked) }
    }
    return changeGroup(context, async (current, within) => {
      await within.endGroup(current.group.id, current.today)
      await rescheduleReminders(presentMembers(current.members), within, current.now)
      return { answer: endedCard(current.group), seenBy: current.here ? 'channel' : 'caller' }
    })
  },
})

const deserted: readonly (RefusalKind | undefined)[] = ['channel-gone', 'archived', 'removed']

const notFromHere = ([home]: readonly Address[]) =>
  new UserError('A group is ended where it meets', {
    next: [
      text`Type ${typed('group end')} in ${home ? channelSpan(home.channel) : 'its channel'}, so that everybody hears of it.`,
    ],
  })
