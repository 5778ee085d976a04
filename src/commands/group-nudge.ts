import { z } from 'zod'
import { replyAbout } from '../bot/about-group.ts'
import { type Answer, type Context, defineCommand } from '../bot/command.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads } from '../bot/store.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { type Instant, mondayOf } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { occasionOf } from '../core/occasion.ts'
import { placeOf } from '../core/schedule.ts'
import { announce } from '../groups/announce.ts'
import { changeGroup } from '../groups/change.ts'
import { endFacts } from '../groups/end-facts.ts'
import { nextPostOf } from '../groups/next-post.ts'
import { mustOrganize, type Scene, sceneOf } from '../groups/scene.ts'
import { scheduleOf } from '../groups/standing.ts'
import { weeklyFacts } from '../groups/weekly-facts.ts'
import { endPost } from '../views/end-post.ts'
import { nothingComes, preview, willBePosted } from '../views/group-nudge.ts'
import { refusalNotice } from '../views/refusal.ts'
import { weekPost } from '../views/week-post.ts'

export const groupNudge = defineCommand({
  name: 'group nudge',
  summary: 'Shows the next weekly post, or posts one now; for organizers',
  options: z.strictObject({
    now: z.boolean().optional().describe('Post one now; the scheduled one comes all the same'),
  }),
  example: 'group nudge',
  answers: 'caller',
  effect: 'writes',
  run: async ({ now }, context): Promise<Answer | Reply> => {
    const scene = await sceneOf(context)
    mustOrganize(scene, context)
    // Pressed late, its button must not post for a group that meets here by then.
    return now ? postNow(context) : replyAbout(scene.group.id, await previewOf(scene, context))
  },
})

const previewOf = async (scene: Scene, { reads }: Context): Promise<Reply> => {
  const { group, roadmap } = scene
  const next = await nextPostOf(scene, reads)
  if (!next) return nothingComes(group)
  const asOf = { group, roadmap, week: next.slot.week, now: next.slot.at }
  const post = next.occasion === 'end' ? endPost(await endFacts(asOf, reads)) : weekPost(await weeklyFacts(asOf, reads))
  const { kind } = placeOf(scheduleOf(group, roadmap), scene.today)
  return preview({ group, at: next.slot.at, post, mayPostNow: kind === 'stage' || kind === 'after' })
}

const postNow = (context: Context): Promise<Answer> =>
  changeGroup(context, async ({ group, roadmap, today, now }, within) => {
    if (group.refusal) return { answer: refusalNotice(group, group.refusal) }
    const occasion = occasionOf(scheduleOf(group, roadmap), mondayOf(today))
    if (occasion !== 'week' && occasion !== 'end') {
      const why = occasion === 'paused' ? 'The group pauses this week.' : 'The group has not started yet.'
      throw new UserError('There is nothing to post this week', { next: [text`${why} Nothing was posted.`] })
    }
    if (await isRepeated(group, now, within)) {
      throw new UserError('This week’s post was asked for just now', {
        next: [text`It comes once. In ${minutesBetween} minutes another can be posted.`],
      })
    }
    await announce(group, { kind: 'extra', id: context.requestId, about: mondayOf(today).toString() }, { within, now })
    return { answer: willBePosted(group) }
  })

/** Sooner than this, a second one is a button pressed twice. */
const minutesBetween = 2

const isRepeated = async ({ id }: Group, now: Instant, reads: Reads): Promise<boolean> => {
  const latest = (await reads.postsOf(id, 10)).find(({ kind }) => kind === 'extra')
  return latest !== undefined && now.since(latest.dueAt).total('minutes') < minutesBetween
}
