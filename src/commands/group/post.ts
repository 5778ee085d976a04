import { z } from 'zod'
import type { CommandResult, Context } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import type { Reply } from '../../chat/reply.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { withGroup } from '../../chat/with-group.ts'
import { mondayOf } from '../../core/calendar.ts'
import { positionIn } from '../../core/schedule.ts'
import { weeklyPostKind } from '../../core/weekly-post-kind.ts'
import { announce } from '../../groups/announce.ts'
import { endViewModel } from '../../groups/end-view-model.ts'
import { type GroupContext, loadGroupContext, requireOrganizer } from '../../groups/group-context.ts'
import { scheduleOf } from '../../groups/member-progress.ts'
import { nextPostOf } from '../../groups/next-post.ts'
import { weeklyViewModel } from '../../groups/weekly-view-model.ts'
import { postsAreStopped } from '../../views/delivery-block.ts'
import { endPost } from '../../views/end-post.ts'
import { mayPostNow, nothingComes, preview, willBePosted } from '../../views/group-post.ts'
import { weekPost } from '../../views/week-post.ts'
import { updateAfterConfirmation } from '../asking/update-after-confirmation.ts'
import { type Confirm, confirmOption } from '../options/confirm.ts'

export const groupPost = defineCommand({
  name: 'group post',
  formerName: 'group nudge',
  summary: 'Shows the next weekly post, or posts one now; for organizers',
  options: z.strictObject({
    now: z.boolean().optional().describe('Post one now, after asking; the scheduled one comes all the same'),
    confirm: confirmOption,
  }),
  example: {},
  answers: 'caller',
  effect: 'writes',
  asksFirst: true,
  run: async ({ now, confirm }, context): Promise<CommandResult | Reply> => {
    if (now) return postNow(context, confirm)
    const groupContext = await loadGroupContext(context)
    requireOrganizer(groupContext, context)
    // Pressed late, its button must not be about a group that meets here by then.
    return withGroup(groupContext.group.id, await previewOf(groupContext, context))
  },
})

const previewOf = async (groupContext: GroupContext, { reads }: Context): Promise<Reply> => {
  const { group, roadmap } = groupContext
  const next = await nextPostOf(groupContext, reads)
  if (!next) return nothingComes(group)
  const asOf = { group, roadmap, week: next.slot.week, now: next.slot.at }
  const post =
    next.postKind === 'end' ? endPost(await endViewModel(asOf, reads)) : weekPost(await weeklyViewModel(asOf, reads))
  const { kind } = positionIn(scheduleOf(group, roadmap), groupContext.today)
  return preview({ group, at: next.slot.at, post, mayPostNow: kind === 'stage' || kind === 'after' })
}

const postNow = async (context: Context, confirm: Confirm): Promise<CommandResult> =>
  updateAfterConfirmation(context, {
    confirm,
    async question({ group, roadmap, today, now }, reads) {
      const week = mondayOf(today)
      const [home] = await reads.channelsOf(group.id)
      if (group.deliveryBlock) throw postsAreStopped(group, group.deliveryBlock)
      const postKind = weeklyPostKind(scheduleOf(group, roadmap), week)
      if (postKind !== 'week' && postKind !== 'end') {
        const why = postKind === 'paused' ? 'The group pauses this week.' : 'The group has not started yet.'
        throw new UserError('There is nothing to post this week', { next: [text`${why} Nothing was posted.`] })
      }
      const latest = (await reads.postsOf(group.id, 10)).find(({ kind }) => kind === 'extra')?.dueAt
      if (latest && now.since(latest).total('minutes') < minutesBetween) {
        throw new UserError('This week’s post was asked for just now', {
          next: [text`It comes once. In ${minutesBetween} minutes another can be posted.`],
        })
      }
      const card = mayPostNow({ group, week, channel: home?.channel, latest })
      return { card, answers: [{ label: 'Post it now', role: 'main' }], plan: week }
    },
    async apply(week, { group, now }, within) {
      await announce(group, { kind: 'extra', id: context.requestId, about: week.toString() }, { within, now })
      return { answer: willBePosted(group) }
    },
  })

/** Sooner than this, a second one is a button pressed twice. */
const minutesBetween = 2
