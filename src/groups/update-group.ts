/** A change in the group of the channel: one transaction, which first keeps the boards of weeks that are over where it could change them. */
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

/** What a change knows besides: the closed weeks of the group. */
type Closed = { closedWeeks: readonly ClosedWeek[] }

/** The group as it was kept: that somebody is there may have healed it by now. */
type Before = { before: Group }

/** Whoever types in the channel shows that the bot was not removed, or is back. */
export const asSeenHere = <S extends GroupContext>(groupContext: S): S =>
  groupContext.group.deliveryBlock?.kind === 'removed' && groupContext.here
    ? { ...groupContext, group: withDeliveryResumed(groupContext.group, groupContext.now) }
    : groupContext

/** The group is not purged. */
const isThere = async <S extends GroupContext>(found: S, within: Within): Promise<S> => {
  const groupContext = asSeenHere(found)
  if (groupContext !== found) await within.saveGroup(groupContext.group)
  return groupContext
}

/** Changes something in the group here. */
export const updateGroup = <T>(
  context: Context,
  work: (groupContext: GroupContext & Closed & Before, within: Within) => Promise<T>,
): Promise<T> =>
  context.transaction(async (within) => {
    const found = await loadGroupContext(context, within)
    const groupContext = await isThere(found, within)
    return work({ ...groupContext, before: found.group, closedWeeks: await closeWeeks(groupContext, within) }, within)
  })

type OwnOptions = {
  /** The change takes something from boards of weeks that are over: those that are due are kept before, in each of the caller's groups. */
  keepsBoards?: boolean
}

/**
 * Changes something of the caller's in the group here. What is only added closes no week: it scores by the time of closing, whether or
 * not the tick has come (core/closing.ts).
 */
export const updateMember = <T>(
  context: Context,
  work: (groupContext: MemberContext & Closed, within: Within) => Promise<T>,
  { keepsBoards = false }: OwnOptions = {},
): Promise<T> =>
  context.transaction(async (within) => {
    const groupContext = await isThere(await requireMember(context, within), within)
    const { group, me, now } = groupContext
    if (keepsBoards) await closeWeeksOf(me.learner.id, context, within)
    return work({ ...groupContext, closedWeeks: closedBy(group, await within.closedWeeksOf(group.id), now) }, within)
  })

/** Changes the group here, which only organizers may. */
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

/** The scene for who may change its group at this moment, before they are asked whether they want to; throws UserError for others. */
export const contextToChange = async (context: ReadContext): Promise<GroupContext> => {
  const groupContext = await loadGroupContext(context)
  requireOrganizer(groupContext, { actor: { ...context.actor, mayManage: await mayManageNow(groupContext, context) } })
  return groupContext
}

/** Asked of the platform, unless the caller is an organizer by membership, or this is not asked where the group meets. */
const mayManageNow = async ({ group, here, me }: GroupContext, context: ReadContext): Promise<boolean> => {
  if (!here || me?.organizer) return false
  const mayManage = await context.mayManageNow()
  if (mayManage !== undefined) return mayManage
  throw new UserError('I can’t check right now whether you may do that', {
    next: [text`Nothing was changed. Try again in a minute, or ask an organizer of ${group.name}.`],
  })
}
