/** Cards for people who join and leave. */
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { strong, text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { PlainDate } from '../core/calendar.ts'
import type { Group, Member } from '../core/group.ts'
import { daysToReturn } from '../core/rejoining.ts'
import { positionIn, type Schedule } from '../core/schedule.ts'
import { listed, type Named, publicName } from './format.ts'
import { whereNow } from './group.ts'

type Joined = {
  group: Group
  member: Named
  schedule: Schedule
  today: PlainDate
  again: boolean
  /** With the plan of before. */
  goesOn: boolean
}

export const joinedCard = ({ group, member, schedule, today, again, goesOn }: Joined): Reply => ({
  title: `${publicName(member)} ${again ? 'is back in' : 'joins'} ${group.name}`,
  blocks: [
    { kind: 'text', text: whereNow(schedule, today) },
    ...(again ? [{ kind: 'text' as const, text: text`What was done before counts again.` }] : []),
    ...(goesOn ? [{ kind: 'text' as const, text: text`Your plan goes on as it was.` }] : []),
    ...(!goesOn && positionIn(schedule, today).kind === 'stage'
      ? [{ kind: 'text' as const, text: text`You start with this week. Earlier items are optional.` }]
      : []),
    { kind: 'text', text: text`${typed('settings')} has your time zone and how boards name you.` },
    {
      kind: 'buttons',
      buttons: [
        { label: 'My week', action: { command: 'week' } },
        { label: 'Join', action: { command: 'join' } },
      ],
    },
  ],
})

export const alreadyIn = ({ name }: Group): Reply => ({
  title: `You are in ${name} already`,
  blocks: [{ kind: 'text', text: text`${typed('week')} tells what this week is for.` }],
})

/** To somebody who was removed, and cannot join again until an organizer lets them in. */
export const keptOut = ({ name }: Group, members: readonly Member[]): UserError => {
  const organizers = members
    .filter(({ organizer, leftOn, learner }) => organizer && !leftOn && learner.visibility === 'named')
    .map((member) => member.name)
  const whom = organizers.length > 0 ? listed(organizers) : 'an organizer'
  return new UserError(`You cannot join ${name} at the moment`, {
    next: [text`An organizer has to let you in again: please talk to ${whom}. What you did before is kept.`],
  })
}

/** `mayReturn`: where this is said, `join` means the group. */
export const leftCard = (group: Group, { mayReturn }: { mayReturn: boolean }): Reply => ({
  title: `You have left ${group.name}`,
  blocks: [
    {
      kind: 'text',
      text: text`Boards no longer show you, and your progress is kept. Come back within ${daysToReturn} days and your plan goes on as it was. ${typed('privacy delete')} removes everything.`,
    },
    { kind: 'buttons', buttons: mayReturn ? [{ label: 'Join again', action: { command: 'join' } }] : [] },
  ],
})

/** For everybody: the last organizer left, and the longest member takes over. */
export const newOrganizer = (group: Group, member: Named): Reply => ({
  title: `${publicName(member)} now organizes ${group.name}`,
  blocks: [
    {
      kind: 'text',
      text: text`The last organizer left, and ${strong(publicName(member))} has been a member longest.`,
    },
  ],
})

/** To the longest member alone, where the channel does not know their name. */
export const youOrganize = ({ id, name }: Group): Reply => ({
  title: `You now organize ${name}`,
  blocks: [
    {
      kind: 'text',
      text: text`The last organizer left, and you have been a member longest. The others are not told who organizes the group. ${typed('group settings')} and ${typed('group pause')} are yours now.`,
    },
    { kind: 'buttons', buttons: [{ label: 'Group details', action: { command: 'group show', group: id } }] },
  ],
})
