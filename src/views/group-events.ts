/** What is said when a group pauses, ends, or loses a member. */
import type { Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import type { Group, Member } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { endOf } from '../core/schedule.ts'
import { counted, day } from './figures.ts'

/** A pause or its end, with what follows. */
export const pauseCard = (group: Group, roadmap: Roadmap, title: string): Reply => {
  const end = endOf({ ...group, roadmap })
  return {
    title,
    blocks: [
      { kind: 'text', text: text`Plan, pace, streaks and weekly posts move with it; completions still count.` },
      {
        kind: 'fields',
        fields: [
          { label: text`End of the roadmap`, value: text`${end ? day(end.subtract({ days: 1 })) : 'after the pause'}` },
        ],
      },
      { kind: 'buttons', buttons: [{ label: 'The group', line: 'group show' }] },
    ],
  }
}

export const mayEnd = (group: Group, members: number): Reply => ({
  title: `End ${group.name}?`,
  blocks: [
    {
      kind: 'text',
      text: text`${counted(members, 'membership')} would end, and the channel would be free for another group. Everybody keeps the own progress.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'End the group', line: 'group end sure:yes', role: 'danger' },
        { label: 'Leave it', line: 'group show' },
      ],
    },
  ],
})

export const endedCard = (group: Group): Reply => ({
  title: `${group.name} has ended`,
  blocks: [
    {
      kind: 'text',
      text: text`Thank you for learning together. Everybody keeps the own progress; ${typed('group create')} begins a new group here.`,
    },
  ],
})

export const removedCard = (group: Group, { name }: Pick<Member, 'name'>): Reply => ({
  title: `${name} is no longer in ${group.name}`,
  blocks: [{ kind: 'text', text: text`The progress stays ${name}’s own.` }],
})
