/** The group context of a command: the group, its roadmap and members, and the caller's membership. */

import type { ReadContext } from '../bot/command.ts'
import { quoted } from '../chat/quoted.ts'
import { typed } from '../chat/slash.ts'
import { type Text, text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import { dateAt, type Instant, type PlainDate } from '../core/calendar.ts'
import type { Group, Learner, Member } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { Readers } from '../ports/database.ts'

export type GroupContext = {
  group: Group
  roadmap: Roadmap
  /** The group meets in the channel of the request. */
  here?: true
  /** The request comes from elsewhere, and the platform did not confirm that the caller is still in the group's server or workspace. */
  isUnconfirmed?: true
  /** Present and former members, in the order of joining. */
  members: readonly Member[]
  /** The caller, if a present member. */
  me?: Member
  /** The caller, if a learner. */
  learner?: Learner
  now: Instant
  /** The date in the group's zone. */
  today: PlainDate
}

/**
 * The group that is meant, and whether it meets here: the one that a button or a form names, if it is that of the channel or one of
 * theirs; else that of the channel; in a conversation with one person alone the only one of theirs. Throws UserError that asks which
 * where it could be several.
 */
const resolveGroup = async (
  context: ReadContext,
  reads: Readers,
): Promise<Pick<GroupContext, 'group' | 'here'> | undefined> => {
  const { where, group: named } = context
  const group = where.direct ? undefined : await reads.groupAt(where)
  if (group && (named === undefined || named === group.id)) return { group, here: true }
  if (named === undefined && !where.direct) return undefined
  const learner = await reads.learnerOf(context.actor.id)
  const groups = learner ? await reads.groupsOf(learner.id) : []
  const [only, ...others] = groups
  // A button of a group that has ended, or that the person has left, must not mean another group.
  const chosen = named === undefined ? only : groups.find(({ id }) => id === named)
  if (named !== undefined || others.length === 0) return chosen && { group: chosen }
  const buttons = groups.map(({ id, name }) => ({ label: name, action: { ...context.action(), group: id } }))
  throw new UserError('Which group do you mean?', {
    next: [text`You are in ${groups.length}.`],
    // Many buttons bury a card, and a platform shows so many only.
    ...(groups.length <= maxButtons ? { buttons } : { choices: { prompt: 'Choose a group', choices: buttons } }),
  })
}

const maxButtons = 10

/** The group, for commands that answer without one as well, and without a database. */
export const groupIfAny = async (context: ReadContext): Promise<Group | undefined> => {
  try {
    return (await resolveGroup(context, context.reads))?.group
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof UserError) return undefined
    throw error
  }
}

/** The context of a caller who is a member. */
export type MemberContext = GroupContext & { me: Member }

/** The group of the request and its roadmap; throws UserError where no group meets. */
export const requireGroup = async (
  context: ReadContext,
  reads: Readers = context.reads,
): Promise<Pick<GroupContext, 'group' | 'here' | 'roadmap'>> => {
  const resolved = await resolveGroup(context, reads)
  if (!resolved) throw await noGroupError(context, reads)
  const { group } = resolved
  const roadmap = context.roadmaps.find(({ id }) => id === group.roadmapId)
  if (!roadmap) throw lostRoadmap(group)
  return { ...resolved, roadmap }
}

/** The context of the request's group; throws UserError where no group meets. */
export const loadGroupContext = async (context: ReadContext, reads: Readers = context.reads): Promise<GroupContext> => {
  const resolved = await requireGroup(context, reads)
  const { group } = resolved
  const members = await reads.membersOf(group.id)
  const learner = await reads.learnerOf(context.actor.id)
  const me = members.find((member) => member.learner.id === learner?.id && member.leftOn === undefined)
  const { now } = context
  return {
    ...resolved,
    members,
    now,
    today: dateAt(now, group.zone),
    ...(!resolved.here && context.isUnconfirmed(group.id) && { isUnconfirmed: true as const }),
    ...(learner && { learner }),
    ...(me && { me }),
  }
}

/** The same for a member; throws UserError that offers others to join. */
export const requireMember = async (context: ReadContext, reads: Readers = context.reads): Promise<MemberContext> => {
  const groupContext = await loadGroupContext(context, reads)
  if (groupContext.me) return { ...groupContext, me: groupContext.me }
  throw joinFirst(groupContext.group, text`You are not in ${groupContext.group.name} yet. What you did before counts.`)
}

/** The context for a card that only members may read; throws UserError that offers others to join. */
export const requireReader = async (context: ReadContext): Promise<MemberContext> => {
  const groupContext = await loadGroupContext(context)
  if (groupContext.me) return { ...groupContext, me: groupContext.me }
  throw joinFirst(
    groupContext.group,
    text`Only members of ${groupContext.group.name} see this. What you did before counts.`,
  )
}

/** The same, but people who may manage the channel may read it as well. */
export const requireReaderOrOrganizer = async (context: ReadContext): Promise<GroupContext> => {
  const groupContext = await loadGroupContext(context)
  return mayOrganize(groupContext, context) ? groupContext : requireReader(context)
}

const joinFirst = ({ name }: Group, why: Text): UserError =>
  new UserError(`Join ${name}?`, {
    asks: true,
    next: [why],
    buttons: [{ label: `Join ${name}`, action: { command: 'join' }, role: 'main' }],
  })

/**
 * Whether the caller may change the group: an organizer, or a person who may manage the channel. Rights in one channel or server do not
 * extend to a group that meets elsewhere; for such a group the platform must confirm that the organizer is still there.
 */
export const mayOrganize = (
  { here, isUnconfirmed, me }: GroupContext,
  { actor }: Pick<ReadContext, 'actor'>,
): boolean => (actor.mayManage && here === true) || (me?.organizer === true && !isUnconfirmed)

/** Throws UserError unless the caller may change the group. */
export const requireOrganizer = (groupContext: GroupContext, context: Pick<ReadContext, 'actor'>): void => {
  if (mayOrganize(groupContext, context)) return
  const { group, members, me } = groupContext
  if (me?.organizer) throw cannotConfirm(group)
  const names = presentMembers(members)
    .filter(({ organizer, learner }) => organizer && learner.visibility === 'named')
    .map(({ name }) => name)
  throw new UserError('Only an organizer can do that', {
    next: [
      names.length > 0
        ? text`${group.name} is organized by ${names.join(' and ')}. Ask them, or whoever manages the channel.`
        : text`Ask an organizer of ${group.name}, or whoever manages the channel.`,
    ],
  })
}

export const presentMembers = (members: readonly Member[]): Member[] =>
  members.filter(({ leftOn }) => leftOn === undefined)

const cannotConfirm = ({ name }: Group) =>
  new UserError('I can’t check right now whether you may do that', {
    next: [text`Nothing was changed. Try again in a minute, or do it in the channel of ${name}.`],
  })

const noGroup = () =>
  new UserError('No study group meets here yet', {
    asks: true,
    next: [text`Do you want to start one in this channel? Others can then ${typed('join')}.`],
    // It asks before it makes one.
    buttons: [{ label: 'Create a group', action: { command: 'group create' }, role: 'main' }],
  })

const noGroupError = async ({ group, where }: ReadContext, reads: Readers): Promise<UserError> => {
  if (group !== undefined) return (await reads.groupOf(group)) ? notInGroup() : groupEnded()
  return where.direct ? inNoGroup() : noGroup()
}

const groupEnded = () =>
  new UserError('That group has ended', {
    next: [text`What everybody did is kept. ${typed('group create')} begins another in a channel that has none.`],
  })

const notInGroup = () =>
  new UserError('You are not in that group', {
    next: [text`In the channel where it meets, ${typed('join')} makes you a member; what you did before counts.`],
  })

const inNoGroup = () =>
  new UserError('You are in no study group yet', {
    next: [
      text`In the channel where one meets, ${typed('join')} makes you a member; ${typed('group create')} begins one.`,
    ],
  })

const lostRoadmap = ({ name, roadmapId }: Group) =>
  new UserError(`${name} follows a roadmap that I no longer have`, {
    next: [
      text`Its file with the id ${quoted(roadmapId)} is missing: whoever runs this bot can put it back. Nothing is lost.`,
    ],
  })
