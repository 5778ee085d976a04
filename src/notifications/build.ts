/** Makes a post of what is owed, at the moment of sending, from how things are then; or tells why there is nothing to send any more. */

import type { GroupPostKind, OutboxMessage } from '../core/outbox-message.ts'
import type { Readers } from '../ports/database.ts'
import { buildChange, buildNewOrganizer, buildStageFinished, composeEnd } from './build-announcement.ts'
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

export const build = async (message: OutboxMessage, composing: BuildDeps): Promise<BuiltMessage> => {
  const { kind } = message
  if (kind === 'reminder') return buildReminder(message, composing)
  if (kind === 'deletion') return buildDeletionNotice(message, composing)
  if (kind === 'member') return buildMemberEvent(message, composing)
  const end = kind === 'change' ? composeEnd(message) : undefined
  if (end) return end
  const groupContext = await targetGroupOf(message, composing)
  if (!('channel' in groupContext)) return groupContext
  const composeNow = () => forGroup[kind](message, groupContext, composing.reads)
  const built = await composeNow()
  if ('kind' in built) return { to: groupContext.channel, ...built }
  if (!('direct' in built)) return built
  const isUnconfirmed = await composing.memberships.confirm(built.direct, groupContext.group.id)
  if (isUnconfirmed(groupContext.group.id)) return { later: notConfirmed }
  // Whoever turns out to be gone is no member any more.
  const again = await composeNow()
  return 'kind' in again ? { to: groupContext.channel, ...again } : again
}
