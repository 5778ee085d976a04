/** Changes to the request's group: one transaction, which first closes the weeks that are due if it could change their boards. */
import type { Context, ReadContext } from '../bot/command.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import { type ClosedWeek, closedBy } from '../core/closed-week.ts'
import type { Group } from '../core/group.ts'
import type { Repositories } from '../ports/database.ts'
import { closeWeeks, closeWeeksOf } from './close-weeks.ts'
import { withDeliveryResumed } from './delivery-resumed.ts'
import {
  type GroupContext,
  loadGroupContext,
  type MemberContext,
  requireMember,
  requireOrganizer,
} from './group-context.ts'

type Within = Repositories

/** The closed weeks of the group. */
type Closed = { closedWeeks: readonly ClosedWeek[] }

/** The group as stored, before a request from its channel ended a delivery block. */
type Before = { before: Group }

/** A command in the channel shows that the bot was not removed, or is back. */
export const asSeenHere = <S extends GroupContext>(groupContext: S): S =>
  groupContext.group.deliveryBlock?.kind === 'removed' && groupContext.here
    ? { ...groupContext, group: withDeliveryResumed(groupContext.group, groupContext.now) }
    : groupContext

/** Saves that delivery resumes, so that the group is not purged. */
const saveSeenHere = async <S extends GroupContext>(stored: S, within: Within): Promise<S> => {
  const groupContext = asSeenHere(stored)
  if (groupContext !== stored) await within.saveGroup(groupContext.group)
  return groupContext
}

/** Runs a change of the request's group in a transaction. */
export const updateGroup = <T>(
  context: Context,
  work: (groupContext: GroupContext & Closed & Before, within: Within) => Promise<T>,
): Promise<T> =>
  context.transaction(async (within) => {
    const stored = await loadGroupContext(context, within)
    const groupContext = await saveSeenHere(stored, within)
    return work({ ...groupContext, before: stored.group, closedWeeks: await closeWeeks(groupContext, within) }, within)
  })

type MemberUpdateOptions = {
  /** The change could take something from the boards of past weeks: those that are due are closed first, in each of the caller's groups. */
  keepsBoards?: boolean
}

/**
 * Runs a change of the caller's own work in a transaction. A new completion closes no week: it scores by the time of closing, whether or
 * not the tick has come (`core/closed-week.ts`).
 */
export const updateMember = <T>(
  context: Context,
  work: (groupContext: MemberContext & Closed, within: Within) => Promise<T>,
  { keepsBoards = false }: MemberUpdateOptions = {},
): Promise<T> =>
  context.transaction(async (within) => {
    const groupContext = await saveSeenHere(await requireMember(context, within), within)
    const { group, me, now } = groupContext
    if (keepsBoards) await closeWeeksOf(me.learner.id, context, within)
    return work({ ...groupContext, closedWeeks: closedBy(group, await within.closedWeeksOf(group.id), now) }, within)
  })

/** Runs a change of the group that only organizers may make. */
export const updateAsOrganizer = async <T>(
  context: Context,
  work: (groupContext: GroupContext & Before, within: Within) => Promise<T>,
): Promise<T> => {
  // Before the change: a transaction waits for no platform.
  const mayManage = await mayManageNow(await loadGroupContext(context), context)
  return updateGroup(context, async (groupContext, within) => {
    requireOrganizer(groupContext, { actor: { ...context.actor, mayManage } })
    return work(groupContext, within)
  })
}

/** The context for a person who may change the group now, before the question whether to do it; throws UserError for others. */
export const contextToChange = async (context: ReadContext): Promise<GroupContext> => {
  const groupContext = await loadGroupContext(context)
  requireOrganizer(groupContext, { actor: { ...context.actor, mayManage: await mayManageNow(groupContext, context) } })
  return groupContext
}

/** The platform answers, unless the caller is an organizer by membership, or the request comes from elsewhere. */
const mayManageNow = async ({ group, here, me }: GroupContext, context: ReadContext): Promise<boolean> => {
  if (!here || me?.organizer) return false
  const mayManage = await context.mayManageNow()
  if (mayManage !== undefined) return mayManage
  throw new UserError('I can’t check right now whether you may do that', {
    next: [text`Nothing was changed. Try again in a minute, or ask an organizer of ${group.name}.`],
  })
}
