/** What happens to a group when a member goes: if it was the last organizer, the longest member takes over. */
import type { Writes } from '../bot/store.ts'
import type { Learner, Member } from '../core/group.ts'
import { presentMembers, type Scene } from './scene.ts'

/** Ends a membership; the learner who organizes the group from now on, if that changed. */
export const depart = async (
  { members, today }: Pick<Scene, 'members' | 'today'>,
  member: Member,
  within: Writes,
): Promise<Learner | undefined> => {
  await within.saveMember({ ...member, leftOn: today, organizer: false })
  const others = presentMembers(members).filter(({ learner }) => learner.id !== member.learner.id)
  const [longest] = others
  if (!member.organizer || !longest || others.some(({ organizer }) => organizer)) return undefined
  await within.saveMember({ ...longest, organizer: true })
  return longest.learner
}
