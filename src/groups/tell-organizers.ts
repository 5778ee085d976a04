/** What the channel is not to read of a member: told by direct message to the organizers, and to the member where others did it. */
import type { Address } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'
import type { Member } from '../core/group.ts'
import type { MemberEvent } from '../core/member-event.ts'
import type { Repositories } from '../ports/database.ts'
import { presentMembers } from './group-context.ts'

type Telling = {
  event: MemberEvent
  /** The members of before. */
  members: readonly Member[]
  /** Whoever did it knows it. */
  byLearnerId: string | undefined
  requestId: string
  within: Repositories
  now: Instant
}

export const tellOrganizers = async ({
  event,
  members,
  byLearnerId,
  requestId,
  within,
  now,
}: Telling): Promise<void> => {
  const [home]: Address[] = await within.channelsOf(event.groupId)
  if (!home) return
  const organizers = presentMembers(members).filter(({ organizer }) => organizer)
  const told = new Set([...organizers.map(({ learner }) => learner.id), event.learnerId])
  if (byLearnerId !== undefined) told.delete(byLearnerId)
  const posts = [...told].map((learnerId) => ({
    ...{ id: `member ${requestId} ${learnerId}`, kind: 'member' as const, learnerId, orderingKey: learnerId },
    ...{ platform: home.platform, about: JSON.stringify(event), dueAt: now },
  }))
  await within.enqueue(posts, now)
}
