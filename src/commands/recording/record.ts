/** Recording units: what is kept, what is said of it, and what the channel hears. */

import { Temporal } from 'temporal-polyfill'
import type { Context } from '../../bot/command.ts'
import type { Reply } from '../../bot/reply.ts'
import type { Reads, Writes } from '../../bot/store.ts'
import { type Instant, isBefore, type PlainDate } from '../../core/calendar.ts'
import { type Closing, scoringDay } from '../../core/closing.ts'
import type { Standing } from '../../core/facts.ts'
import { type Unit, unitKey } from '../../core/points.ts'
import { progressOver, unitsOfStage, workOf } from '../../core/progress.ts'
import type { Stage } from '../../core/roadmap.ts'
import { announce } from '../../groups/announce.ts'
import type { OwnScene } from '../../groups/scene.ts'
import { alreadyDone, recorded } from '../../views/recorded.ts'

type Recording = {
  scene: OwnScene & { closings: readonly Closing[] }
  /** Before this. */
  standing: Standing
  on: PlainDate
  known: boolean
  link: string | undefined
  requestId: Context['requestId']
  within: Reads & Writes
}

/** Records those of the units that are not done yet. */
export const record = async (asked: readonly Unit[], recording: Recording): Promise<Reply> => {
  const { scene, standing, on, known, link, requestId, within } = recording
  const { learner, joinedOn } = scene.me
  const recordedAt = await timeOf(scene, within)
  const at = { on, recordedAt, known, requestId, ...(link !== undefined && { link }) }
  const whose = { learnerId: learner.id, roadmapId: scene.roadmap.id }
  const fresh = await within.record(asked.map(({ item, part }) => ({ ...at, ...whose, itemId: item.id, part })))
  if (fresh.length === 0) return alreadyDone(asked)
  const keys = new Set(fresh.map(({ itemId, part }) => unitKey(itemId, part)))
  const units = asked.filter(({ item, part }) => keys.has(unitKey(item.id, part)))
  const work = workOf([...standing.completions, ...fresh], standing.work.skipped)
  if (learner.unanswered > 0) await within.saveLearner({ ...learner, unanswered: 0 })
  for (const stage of new Set(units.map(({ item }) => item.stage)))
    await announceStage(scene, { stage, before: standing, work }, within)
  return recorded({
    ...{ units, scene, work, on, known },
    beforeJoining: isBefore(on, joinedOn),
    scoresOn: scoringDay({ on, recordedAt }, scene.closings),
  })
}

/** A week that another process closed while this waited, or by a clock that is ahead, was closed before: its board counts no more. */
const timeOf = async ({ me, now }: OwnScene, within: Reads): Promise<Instant> => {
  const closed = await within.lastClosingOf(me.learner.id)
  return closed && Temporal.Instant.compare(closed, now) > 0 ? closed : now
}

type Change = { stage: Stage; before: Standing; work: Standing['work'] }

/** The channel is told when this finished a stage: once for each learner and stage, and only of named members (design 4.5). */
const announceStage = async (
  { group, me, roadmap, now }: OwnScene,
  { stage, before, work }: Change,
  within: Reads & Writes,
): Promise<void> => {
  const units = unitsOfStage(roadmap, stage)
  const finishedNow = progressOver(units, work).finished && !progressOver(units, before.work).finished
  if (!finishedNow || me.learner.visibility !== 'named') return
  const { id: learnerId } = me.learner
  // A mark of its own: the ledger forgets after a while.
  if (!(await within.announceOnce(group.id, learnerId, `stage ${roadmap.id} ${stage.id}`))) return
  const id = `${group.id} ${learnerId} ${roadmap.id} ${stage.id}`
  await announce(group, { kind: 'stage', id, learnerId, about: stage.id }, { within, now })
}
