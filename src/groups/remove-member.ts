/** Ends a membership. When the last organizer goes, the longest member takes over. */

import type { Member } from '../core/group.ts'
import type { Succession } from '../core/view-models.ts'
import type { Repositories } from '../ports/database.ts'
import { announce } from './announce.ts'
import { type GroupContext, presentMembers } from './group-context.ts'
import { rescheduleReminders } from './reminders.ts'

/** Undefined if the group has another organizer, or the member is none. */
export const successionAfter = (members: readonly Member[], member: Member): Succession | undefined => {
  const others = presentMembers(members).filter(({ learner }) => learner.id !== member.learner.id)
  if (!member.organizer || others.some(({ organizer }) => organizer)) return undefined
  return { successor: others[0] }
}

type RemoveOptions = {
  within: Repositories
  /** The member cannot join again until an organizer allows it. */
  keptOut?: boolean
}

/** Ends a membership. A new organizer is announced in the channel. */
export const removeMember = async (
  { group, members, today, now }: Pick<GroupContext, 'group' | 'members' | 'today' | 'now'>,
  member: Member,
  { within, keptOut = false }: RemoveOptions,
): Promise<void> => {
  await within.saveMember({ ...member, leftOn: today, organizer: false, ...(keptOut && { keptOut: true as const }) })
  await rescheduleReminders([member], within, now)
  const successor = successionAfter(members, member)?.successor
  if (!successor) return
  await within.saveMember({ ...successor, organizer: true })
  const { id: learnerId } = successor.learner
  await announce(group, { kind: 'organizer', id: `${group.id} ${learnerId} ${now}`, learnerId }, { within, now })
}
