/** Records units: stores completions, makes the reply, and announces a finished stage in the channel. */

import { Temporal } from 'temporal-polyfill'
import type { Context } from '../../../bot/command.ts'
import type { Reply } from '../../../chat/reply.ts'
import { type Instant, isBefore, type PlainDate } from '../../../core/calendar.ts'
import { type ClosedWeek, scoringDay } from '../../../core/closed-week.ts'
import { type Unit, unitKey } from '../../../core/points.ts'
import { completedWorkOf, progressOver, unitsOfStage } from '../../../core/progress.ts'
import type { Stage } from '../../../core/roadmap.ts'
import type { MemberProgress } from '../../../core/view-models.ts'
import { announce } from '../../../groups/announce.ts'
import type { MemberContext } from '../../../groups/group-context.ts'
import type { Readers, Repositories } from '../../../ports/database.ts'
import { alreadyDone, recorded } from '../../../views/recorded.ts'

type Recording = {
  groupContext: MemberContext & { closedWeeks: readonly ClosedWeek[] }
  /** Before this. */
  memberProgress: MemberProgress
  on: PlainDate
  known: boolean
  link: string | undefined
  requestId: Context['requestId']
  within: Repositories
}

/** Records those of the units that are not done yet. */
export const record = async (asked: readonly Unit[], recording: Recording): Promise<Reply> => {
  const { groupContext, memberProgress, on, known, link, requestId, within } = recording
  const { learner, joinedOn } = groupContext.me
  const recordedAt = await timeOf(groupContext, within)
  const at = { on, recordedAt, known, requestId, ...(link !== undefined && { link }) }
  const whose = { learnerId: learner.id, roadmapId: groupContext.roadmap.id }
  const fresh = await within.record(asked.map(({ item, part }) => ({ ...at, ...whose, itemId: item.id, part })))
  if (fresh.length === 0) return alreadyDone(asked)
  const keys = new Set(fresh.map(({ itemId, part }) => unitKey(itemId, part)))
  const units = asked.filter(({ item, part }) => keys.has(unitKey(item.id, part)))
  const work = completedWorkOf([...memberProgress.completions, ...fresh], memberProgress.work.skipped)
  if (learner.unansweredReminders > 0) await within.saveLearner({ ...learner, unansweredReminders: 0 })
  for (const stage of new Set(units.map(({ item }) => item.stage)))
    await announceStage(groupContext, { stage, before: memberProgress, work }, within)
  return recorded({
    ...{ units, groupContext, work, on, known },
    beforeJoining: isBefore(on, joinedOn),
    scoresOn: scoringDay({ on, recordedAt }, groupContext.closedWeeks),
  })
}

/** A week that another process closed while this waited, or by a clock that is ahead, was closed before: its board counts no more. */
const timeOf = async ({ me, now }: MemberContext, within: Readers): Promise<Instant> => {
  const closed = await within.lastClosingOf(me.learner.id)
  return closed && Temporal.Instant.compare(closed, now) > 0 ? closed : now
}

type Change = { stage: Stage; before: MemberProgress; work: MemberProgress['work'] }

/** Announces a finished stage in the channel: once for each learner and stage, and only for named members (design 4.5). */
const announceStage = async (
  { group, me, roadmap, now }: MemberContext,
  { stage, before, work }: Change,
  within: Repositories,
): Promise<void> => {
  const units = unitsOfStage(roadmap, stage)
  const finishedNow = progressOver(units, work).finished && !progressOver(units, before.work).finished
  if (!finishedNow || me.learner.visibility !== 'named') return
  const { id: learnerId } = me.learner
  // A mark of its own, because old messages are deleted from the outbox.
  if (!(await within.markAnnounced(group.id, learnerId, `stage ${roadmap.id} ${stage.id}`))) return
  const id = `${group.id} ${learnerId} ${roadmap.id} ${stage.id}`
  await announce(group, { kind: 'stage', id, learnerId, about: stage.id }, { within, now })
}
