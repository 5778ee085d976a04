/** Builds the content of an outbox message at the moment of sending, from the state at that moment; or says why it is skipped. */

import type { GroupPostKind, OutboxMessage } from '../core/outbox-message.ts'
import type { Readers } from '../ports/database.ts'
import { buildChange, buildEnded, buildNewOrganizer, buildStageFinished } from './build-announcement.ts'
import { buildDeletionNotice } from './build-deletion-notice.ts'
import { buildMemberEvent } from './build-member-event.ts'
import { buildReminder, notConfirmed } from './build-reminder.ts'
import { buildExtra, buildWeekly } from './build-weekly.ts'
import type { BuildDeps, BuiltMessage, ForGroup } from './built-message.ts'
import { type TargetGroup, targetGroupOf } from './target-group.ts'

type BuildForGroup = (message: OutboxMessage, groupContext: TargetGroup, reads: Readers) => Promise<ForGroup>

const forGroup: Record<GroupPostKind, BuildForGroup> = {
  week: buildWeekly,
  end: buildWeekly,
  extra: buildExtra,
  stage: buildStageFinished,
  organizer: buildNewOrganizer,
  change: buildChange,
}

export const build = async (message: OutboxMessage, deps: BuildDeps): Promise<BuiltMessage> => {
  const { kind } = message
  if (kind === 'reminder') return buildReminder(message, deps)
  if (kind === 'deletion') return buildDeletionNotice(message, deps)
  if (kind === 'member') return buildMemberEvent(message, deps)
  const ended = kind === 'change' ? buildEnded(message) : undefined
  if (ended) return ended
  const groupContext = await targetGroupOf(message, deps)
  if (!('channel' in groupContext)) return groupContext
  const buildNow = () => forGroup[kind](message, groupContext, deps.reads)
  const built = await buildNow()
  if ('kind' in built) return { to: groupContext.channel, ...built }
  if (!('direct' in built)) return built
  const isUnconfirmed = await deps.memberships.confirm(built.direct, groupContext.group.id)
  if (isUnconfirmed(groupContext.group.id)) return { later: notConfirmed }
  // The check ends the membership of a person who left: build again from the new state.
  const again = await buildNow()
  return 'kind' in again ? { to: groupContext.channel, ...again } : again
}
