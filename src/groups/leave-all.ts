/** Removes a person from all groups before the person is deleted: weeks that are due are closed, and another organizer takes over. */
import type { Context } from '../bot/command.ts'
import { dateAt } from '../core/calendar.ts'
import type { Group, Learner, Member } from '../core/group.ts'
import type { Readers, Repositories } from '../ports/database.ts'
import { closeWeeksOf } from './close-weeks.ts'
import { presentMembers } from './group-context.ts'
import { removeMember } from './remove-member.ts'

export type Membership = { group: Group; members: readonly Member[]; me: Member }

/** The present memberships of a learner; none for somebody who is no learner. */
export const membershipsOf = async (learner: Learner | undefined, reads: Readers): Promise<Membership[]> => {
  if (!learner) return []
  const memberships: Membership[] = []
  for (const group of await reads.groupsOf(learner.id)) {
    const members = await reads.membersOf(group.id)
    const me = presentMembers(members).find((member) => member.learner.id === learner.id)
    if (me) memberships.push({ group, members, me })
  }
  return memberships
}

/** Groups that go on without the person (`left`), and those that end because nobody else was ever in them (`ended`). */
export const splitByEnd = (memberships: readonly Membership[]) => {
  const { left = [], ended = [] } = Object.groupBy(memberships, ({ members }) =>
    members.length > 1 ? 'left' : 'ended',
  )
  return { left, ended }
}

/** Ends these memberships, after closing the weeks that are due. */
export const leaveAll = async (
  memberships: readonly Membership[],
  { roadmaps, now }: Pick<Context, 'roadmaps' | 'now'>,
  within: Repositories,
): Promise<void> => {
  for (const learnerId of new Set(memberships.map(({ me }) => me.learner.id)))
    await closeWeeksOf(learnerId, { roadmaps, now }, within)
  for (const { group, members, me } of memberships)
    await removeMember({ group, members, today: dateAt(now, group.zone), now }, me, { within })
}
