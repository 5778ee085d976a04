/** The weekly post: of a week of a stage, or after the last. */
import { Temporal } from 'temporal-polyfill'
import type { Reads } from '../bot/store.ts'
import type { PlainDate } from '../core/calendar.ts'
import { occasionOf } from '../core/occasion.ts'
import type { Post } from '../core/post.ts'
import { slotOf, weeklyOf } from '../core/slot.ts'
import { endFacts } from '../groups/end-facts.ts'
import { scheduleOf } from '../groups/standing.ts'
import { weeklyFacts } from '../groups/weekly-facts.ts'
import { endPost } from '../views/end-post.ts'
import { weekPost } from '../views/week-post.ts'
import type { ForChannel } from './compose.ts'
import type { GroupScene } from './group-scene.ts'

type Composed = Promise<ForChannel>

/** The scheduled one. What changed since it was planned counts: a pause, nudges turned off, a schedule that was moved. */
export const composeWeek = async ({ week }: Post, scene: GroupScene, reads: Reads): Composed => {
  const { group, now } = scene
  if (!group.nudges) return { skip: 'off' }
  if (!week) return { skip: 'nothing-planned' }
  const following = slotOf(weeklyOf(group), week.add({ weeks: 1 }))
  if (Temporal.Instant.compare(following.at, now) <= 0) return { skip: 'superseded' }
  return composeFor(week, scene, reads)
}

/** One that an organizer asked for, whatever the schedule says. */
export const composeExtra = async ({ about = '' }: Post, scene: GroupScene, reads: Reads): Composed => {
  const composed = await composeFor(Temporal.PlainDate.from(about), scene, reads)
  return 'skip' in composed ? composed : { ...composed, kind: 'extra' }
}

const composeFor = async (week: PlainDate, { group, roadmap, now }: GroupScene, reads: Reads): Composed => {
  const occasion = occasionOf(scheduleOf(group, roadmap), week)
  if (occasion === 'paused') return { skip: 'paused' }
  if (occasion === 'none') return { skip: 'nothing-planned' }
  if (occasion === 'end') return { kind: 'end', reply: endPost(await endFacts({ group, roadmap, now }, reads)) }
  return { kind: 'week', reply: weekPost(await weeklyFacts({ group, roadmap, week, now }, reads)) }
}
