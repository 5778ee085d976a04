/** Direct messages about a membership, which the channel must not read. */
import type { Reply } from '../chat/reply.ts'
import { text } from '../chat/text.ts'
import type { Group, Member } from '../core/group.ts'
import type { MemberEvent } from '../core/member-event.ts'

const titles: Record<MemberEvent['kind'], (member: string, group: string) => string> = {
  joined: (member, group) => `${member} joined ${group}`,
  removed: (member, group) => `${member} was removed from ${group}`,
  'kept-out': (member, group) => `${member} is kept out of ${group}`,
}

export const memberEventToOrganizer = ({ kind }: MemberEvent, { id, name }: Group, member: Member): Reply => ({
  title: titles[kind](member.name, name),
  blocks: [
    {
      kind: 'text',
      text:
        kind === 'joined'
          ? text`They are not named to the others, so only organizers know.`
          : text`Another organizer did it. The channel is not told.`,
    },
    { kind: 'buttons', buttons: [{ label: 'Group details', action: { command: 'group show', group: id } }] },
  ],
})

export const memberEventToMember = ({ kind }: Pick<MemberEvent, 'kind'>, { name }: Group): Reply => ({
  title: `You are no longer in ${name}`,
  blocks: [
    {
      kind: 'text',
      text:
        kind === 'kept-out'
          ? text`An organizer removed you. You can join again when an organizer lets you. The channel is not told. Your progress is kept.`
          : text`An organizer removed you. You can join again in the group’s channel. The channel is not told. Your progress is kept.`,
    },
  ],
})
