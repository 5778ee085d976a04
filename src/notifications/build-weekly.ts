/** Builds the weekly post: of a week of a stage, or after the last week. */
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../core/calendar.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import { slotOf, weeklyOf } from '../core/slot.ts'
import { weeklyPostKind } from '../core/weekly-post-kind.ts'
import { endViewModel } from '../groups/end-view-model.ts'
import { scheduleOf } from '../groups/member-progress.ts'
import { weeklyViewModel } from '../groups/weekly-view-model.ts'
import type { Readers } from '../ports/database.ts'
import { endPost } from '../views/end-post.ts'
import { weekPost } from '../views/week-post.ts'
import type { ForChannel } from './built-message.ts'
import type { TargetGroup } from './target-group.ts'

type BuiltMessage = Promise<ForChannel>

/** The scheduled post. Changes since it was scheduled count: a pause, posts turned off, a schedule that was moved. */
export const buildWeekly = async ({ week }: OutboxMessage, groupContext: TargetGroup, reads: Readers): BuiltMessage => {
  const { group, now } = groupContext
  if (!group.postsEnabled) return { skip: 'off' }
  if (!week) return { skip: 'nothing-planned' }
  const following = slotOf(weeklyOf(group), week.add({ weeks: 1 }))
  if (Temporal.Instant.compare(following.at, now) <= 0) return { skip: 'superseded' }
  return buildFor(week, groupContext, reads)
}

/** A post that an organizer requested, whatever the schedule says. */
export const buildExtra = async (
  { about = '' }: OutboxMessage,
  groupContext: TargetGroup,
  reads: Readers,
): BuiltMessage => {
  const built = await buildFor(Temporal.PlainDate.from(about), groupContext, reads)
  return 'skip' in built ? built : { ...built, kind: 'extra' }
}

const buildFor = async (week: PlainDate, { group, roadmap, now }: TargetGroup, reads: Readers): BuiltMessage => {
  const postKind = weeklyPostKind(scheduleOf(group, roadmap), week)
  if (postKind === 'paused') return { skip: 'paused' }
  if (postKind === 'none') return { skip: 'nothing-planned' }
  if (postKind === 'end') return { kind: 'end', reply: endPost(await endViewModel({ group, roadmap, now }, reads)) }
  return { kind: 'week', reply: weekPost(await weeklyViewModel({ group, roadmap, week, now }, reads)) }
}
