import { z } from 'zod'
import { replyAbout } from '../bot/about-group.ts'
import { type Answer, type Context, defineCommand } from '../bot/command.ts'
import type { Reply } from '../bot/reply.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { mondayOf } from '../core/calendar.ts'
import { occasionOf } from '../core/occasion.ts'
import { placeOf } from '../core/schedule.ts'
import { announce } from '../groups/announce.ts'
import { endFacts } from '../groups/end-facts.ts'
import { nextPostOf } from '../groups/next-post.ts'
import { mustOrganize, type Scene, sceneOf } from '../groups/scene.ts'
import { scheduleOf } from '../groups/standing.ts'
import { weeklyFacts } from '../groups/weekly-facts.ts'
import { endPost } from '../views/end-post.ts'
import { mayPostNow, nothingComes, preview, willBePosted } from '../views/group-nudge.ts'
import { postsAreStopped } from '../views/refusal.ts'
import { weekPost } from '../views/week-post.ts'
import { changeGroupAfterAsking } from './asking/change-group.ts'
import { type Sure, sureOption } from './options/sure.ts'

export const groupNudge = defineCommand({
  name: 'group nudge',
  summary: 'Shows the next weekly post, or posts one now; for organizers',
  options: z.strictObject({
    now: z.boolean().optional().describe('Post one now, after asking; the scheduled one comes all the same'),
    sure: sureOption,
  }),
  example: 'group nudge',
  answers: 'caller',
  effect: 'writes',
  asksFirst: true,
  run: async ({ now, sure }, context): Promise<Answer | Reply> => {
    if (now) return postNow(context, sure)
    const scene = await sceneOf(context)
    mustOrganize(scene, context)
    // Pressed late, its button must not be about a group that meets here by then.
    return replyAbout(scene.group.id, await previewOf(scene, context))
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

const postNow = async (context: Context, sure: Sure): Promise<Answer> =>
  changeGroupAfterAsking(context, {
    sure,
    async question({ group, roadmap, today, now }, reads) {
      const week = mondayOf(today)
      const [home] = await reads.channelsOf(group.id)
      if (group.refusal) throw postsAreStopped(group, group.refusal)
      const occasion = occasionOf(scheduleOf(group, roadmap), week)
      if (occasion !== 'week' && occasion !== 'end') {
        const why = occasion === 'paused' ? 'The group pauses this week.' : 'The group has not started yet.'
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
