/** A change of a group in words: for the organizer who made it, and for the group's channel. */
import type { Reply } from '../chat/reply.ts'
import { text } from '../chat/text.ts'
import type { Group } from '../core/group.ts'
import type { GroupChange } from '../core/group-change.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { createdCard } from './group.ts'
import { movedCard, pausedCard, resumedCard } from './group-events.ts'
import { changedCard } from './group-settings.ts'

/** For the person who made a change where the group meets: the channel reads the announcement. */
export const toldInChannel = ({ title, blocks }: Reply): Reply => ({
  title,
  blocks: [
    { kind: 'text', text: text`I post it in the channel, without your name.` },
    ...blocks.filter(({ kind }) => kind === 'buttons'),
  ],
})

type Told = Exclude<GroupChange, { kind: 'ended' }>

/** `group`: as it is when the announcement is sent, which may be after further changes. */
export const groupChanged = (change: Told, group: Group, roadmap: Roadmap): Reply => {
  switch (change.kind) {
    case 'paused':
      return pausedCard(group, roadmap, change.pause)
    case 'resumed':
      return resumedCard(group, roadmap)
    case 'settings':
      return changedCard(change, group)
    case 'founded':
      return createdCard(group, { ...group, roadmap })
    case 'moved':
      return movedCard(group, change.to)
  }
}

/** The card for a change that only another version of the bot can read. */
export const changedSomehow = ({ name }: Group): Reply => ({
  title: `${name} is changed`,
  blocks: [
    { kind: 'text', text: text`An organizer changed the group.` },
    { kind: 'buttons', buttons: [{ label: 'Group details', action: { command: 'group show' } }] },
  ],
})
