/** What happens to a group when a member goes: if it was the last organizer, the longest member takes over. */
import type { Reads, Writes } from '../bot/store.ts'
import type { Member } from '../core/group.ts'
import { announce } from './announce.ts'
import { rescheduleReminders } from './reminders.ts'
import { presentMembers, type Scene } from './scene.ts'

/** Ends a membership; the channel is told when somebody else organizes the group from now on. */
export const depart = async (
  { group, members, today, now }: Pick<Scene, 'group' | 'members' | 'today' | 'now'>,
  member: Member,
  within: Reads & Writes,
): Promise<void> => {
  await within.saveMember({ ...member, leftOn: today, organizer: false })
  await rescheduleReminders([member], within, now)
  const others = presentMembers(members).filter(({ learner }) => learner.id !== member.learner.id)
  const [longest] = others
  if (!member.organizer || !longest || others.some(({ organizer }) => organizer)) return
  await within.saveMember({ ...longest, organizer: true })
  const { id: learnerId } = longest.learner
  await announce(group, { kind: 'organizer', id: `${group.id} ${learnerId} ${now}`, learnerId }, { within, now })
}
