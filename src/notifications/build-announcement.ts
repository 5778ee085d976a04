/** Builds announcements: a finished stage, a new organizer, a change of the group. Each is skipped if it does not hold any more. */
import type { Address } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { PlainDate } from '../core/calendar.ts'
import { isNamed, type Member } from '../core/group.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import { completedWorkOf, progressOver, unitsOfStage } from '../core/progress.ts'
import { positionIn } from '../core/schedule.ts'
import { changeFromJson } from '../groups/group-change-json.ts'
import { scheduleOf } from '../groups/member-progress.ts'
import type { Readers } from '../ports/database.ts'
import { changedSomehow, groupChanged } from '../views/group-changed.ts'
import { endedCard } from '../views/group-events.ts'
import { newOrganizer, youOrganize } from '../views/membership.ts'
import { stageFinished } from '../views/stage-finished.ts'
import type { ForGroup } from './built-message.ts'
import type { TargetGroup } from './target-group.ts'

type BuiltMessage = Promise<ForGroup>

const memberOf = async ({ learnerId, groupId = '' }: OutboxMessage, reads: Readers): Promise<Member | undefined> =>
  (await reads.membersOf(groupId)).find(({ learner, leftOn }) => learner.id === learnerId && leftOn === undefined)

/** A learner finished a stage. */
export const buildStageFinished = async (
  message: OutboxMessage,
  { roadmap }: TargetGroup,
  reads: Readers,
): BuiltMessage => {
  const member = await memberOf(message, reads)
  const stage = roadmap.stages.find(({ id }) => id === message.about)
  if (!member || !stage) return { skip: 'left' }
  const { learner } = member
  // In a small group, the post could reveal who an unnamed member is.
  if (!isNamed(learner)) return { skip: 'hidden' }
  const completions = await reads.completionsOf([learner.id], roadmap.id)
  const skipped = await reads.skipsOf([learner.id], roadmap.id)
  const work = completedWorkOf(
    completions,
    skipped.map(({ itemId }) => itemId),
  )
  if (!progressOver(unitsOfStage(roadmap, stage), work).finished) return { skip: 'taken-back' }
  return { kind: 'stage', reply: stageFinished(member, { stage, stageNumber: roadmap.stages.indexOf(stage) + 1 }) }
}

/** A member became the organizer: announced in the channel, or to that member alone if the channel may not read the name. */
export const buildNewOrganizer = async (
  message: OutboxMessage,
  { group, channel }: TargetGroup,
  reads: Readers,
): BuiltMessage => {
  const member = await memberOf(message, reads)
  if (!member?.organizer) return { skip: 'taken-back' }
  if (isNamed(member.learner)) return { kind: 'organizer', reply: newOrganizer(group, member) }
  const accounts = await reads.accountsOf(member.learner.id)
  const person = accounts.find((account) => account.startsWith(`${channel.platform}:`))
  return person === undefined ? { skip: 'hidden' } : { direct: person, reply: youOrganize(group) }
}

/** The announcement that a group has ended, for its former channel; undefined for other changes. */
export const buildEnded = ({
  about = '',
  platform,
}: OutboxMessage): { to: Address; reply: Reply; kind: 'change' } | undefined => {
  const change = changeFromJson(about)
  if (change?.kind !== 'ended') return undefined
  const { workspace, channel } = change
  return { to: { platform, workspace, channel }, reply: endedCard(change), kind: 'change' }
}

/** An organizer changed the group. A pause that was cancelled before its announcement is not announced. */
export const buildChange = async (
  { about = '' }: OutboxMessage,
  { group, roadmap, channel }: TargetGroup,
): BuiltMessage => {
  const change = changeFromJson(about)
  if (!change || change.kind === 'ended') return { kind: 'change', reply: changedSomehow(group) }
  const isPaused = (monday: PlainDate) => positionIn(scheduleOf(group, roadmap), monday).kind === 'paused'
  if (change.kind === 'paused' && !isPaused(change.pause.from)) return { skip: 'taken-back' }
  const reply = groupChanged(change, group, roadmap)
  if (change.kind !== 'moved') return { kind: 'change', reply }
  if (change.from === channel.channel) return { skip: 'taken-back' }
  return { kind: 'change', reply, to: { ...channel, channel: change.from }, isFormer: true }
}
