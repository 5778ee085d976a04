/** What an organizer changed in a group, in words: for whoever did it, and for everybody in its channel. */
import type { Reply } from '../bot/reply.ts'
import { text } from '../bot/text.ts'
import type { Group } from '../core/group.ts'
import type { GroupChange } from '../core/group-change.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { pausedCard, resumedCard } from './group-events.ts'
import { changedCard } from './group-settings.ts'

/** `group`: as it is when this is told, which may be after further changes. */
export const groupChanged = (change: GroupChange, group: Group, roadmap: Roadmap): Reply => {
  if (change.kind === 'paused') return pausedCard(group, roadmap, change.pause)
  return change.kind === 'resumed' ? resumedCard(group, roadmap) : changedCard(change, group)
}

/** Of a change that only another version of the bot can read. */
export const changedSomehow = ({ name }: Group): Reply => ({
  title: `${name} is changed`,
  blocks: [
    { kind: 'text', text: text`An organizer changed the group.` },
    { kind: 'buttons', buttons: [{ label: 'Group details', line: 'group show' }] },
  ],
})
