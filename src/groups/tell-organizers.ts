/** Enqueues direct messages about a membership that the channel must not read: to the organizers, and to the member if another person acted. */
import type { Address } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'
import type { Member } from '../core/group.ts'
import type { MemberEvent } from '../core/member-event.ts'
import type { Repositories } from '../ports/database.ts'
import { presentMembers } from './group-context.ts'

type NotifyOptions = {
  event: MemberEvent
  /** The members before the change. */
  members: readonly Member[]
  /** The person who made the change gets no message. */
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
}: NotifyOptions): Promise<void> => {
  const [address]: Address[] = await within.channelsOf(event.groupId)
  if (!address) return
  const organizers = presentMembers(members).filter(({ organizer }) => organizer)
  const recipients = new Set([...organizers.map(({ learner }) => learner.id), event.learnerId])
  if (byLearnerId !== undefined) recipients.delete(byLearnerId)
  const messages = [...recipients].map((learnerId) => ({
    ...{ id: `member ${requestId} ${learnerId}`, kind: 'member' as const, learnerId, orderingKey: learnerId },
    ...{ platform: address.platform, about: JSON.stringify(event), dueAt: now },
  }))
  await within.enqueue(messages, now)
}
