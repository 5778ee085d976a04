/** Builds the direct message about a membership, to an organizer or to the member. */
import { z } from 'zod'
import type { MemberEvent } from '../core/member-event.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import { presentMembers } from '../groups/group-context.ts'
import type { Readers } from '../ports/database.ts'
import { memberEventToMember, memberEventToOrganizer } from '../views/member-event.ts'
import { notConfirmed } from './build-reminder.ts'
import type { BuildDeps, BuiltMessage } from './built-message.ts'

const schema = z.strictObject({
  kind: z.enum(['joined', 'removed', 'kept-out']),
  groupId: z.string(),
  learnerId: z.string(),
})

export const buildMemberEvent = async (
  message: OutboxMessage,
  { reads, memberships }: BuildDeps,
): Promise<BuiltMessage> => {
  const event = parseEvent(message.about)
  if (!event) return { skip: 'taken-back' }
  const group = await reads.groupOf(event.groupId)
  const account = await accountOf(message, reads)
  if (!group || account === undefined) return { skip: 'ended' }
  // A removed member's presence is not checked.
  if (event.learnerId === message.learnerId) return { direct: account, reply: memberEventToMember(event, group) }
  const isUnconfirmed = await memberships.confirm(account, group.id)
  if (isUnconfirmed(group.id)) return { later: notConfirmed }
  const members = await reads.membersOf(group.id)
  const isOrganizer = presentMembers(members).some(
    ({ learner, organizer }) => organizer && learner.id === message.learnerId,
  )
  const member = members.find(({ learner }) => learner.id === event.learnerId)
  if (!isOrganizer || !member) return { skip: 'left' }
  return { direct: account, reply: memberEventToOrganizer(event, group, member) }
}

const accountOf = async ({ learnerId = '', platform }: OutboxMessage, reads: Readers): Promise<string | undefined> =>
  (await reads.accountsOf(learnerId)).find((account) => account.startsWith(`${platform}:`))

const parseEvent = (about = ''): MemberEvent | undefined => {
  try {
    return schema.safeParse(JSON.parse(about)).data
  } catch {
    return undefined
  }
}
