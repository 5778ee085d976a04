/** Cards before and after a group pauses, resumes or ends. */
import type { Block, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { channelSpan, text } from '../chat/text.ts'
import type { Group, Pause } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { endOf } from '../core/schedule.ts'
import { counted, day } from './format.ts'
import type { QuestionCard } from './questions.ts'

export const mayPause = (after: Group, roadmap: Roadmap, pause: Pause): QuestionCard => ({
  title: `Pause ${after.name} ${spanOf(pause)}?`,
  blocks: [...pauseBlocks(after, roadmap), forEverybody],
})

export const pausedCard = (group: Group, roadmap: Roadmap, pause: Pause): Reply => ({
  title: `${group.name} pauses ${spanOf(pause)}`,
  blocks: [...pauseBlocks(group, roadmap), details],
})

export const mayResume = (after: Group, roadmap: Roadmap): QuestionCard => ({
  title: `Resume ${after.name} now?`,
  blocks: [
    { kind: 'text', text: text`The pause is over then, and this week counts again.` },
    ...pauseBlocks(after, roadmap),
    forEverybody,
  ],
})

export const resumedCard = (group: Group, roadmap: Roadmap): Reply => ({
  title: `${group.name} goes on`,
  blocks: [...pauseBlocks(group, roadmap), details],
})

const spanOf = ({ from, until }: Pause): string =>
  `from ${day(from)}, ${until ? `for ${counted(from.until(until).total({ unit: 'weeks', relativeTo: from }), 'week')}` : 'until it is resumed'}`

/** The dates that follow from a pause or its end. */
const pauseBlocks = (group: Group, roadmap: Roadmap): Block[] => {
  const end = endOf({ ...group, roadmap })
  return [
    {
      kind: 'text',
      text: text`Plan, pace, streaks and weekly posts move with it. What you do meanwhile still counts.`,
    },
    {
      kind: 'fields',
      fields: [
        { label: text`End of the roadmap`, value: text`${end ? day(end.subtract({ days: 1 })) : 'after the pause'}` },
      ],
    },
  ]
}

const forEverybody: Block = { kind: 'text', text: text`Everyone in the group’s channel is told.` }

const details: Block = { kind: 'buttons', buttons: [{ label: 'The group', action: { command: 'group show' } }] }

/** `shown`: how many of its members are not hidden. */
export const mayEnd = (group: Group, shown: number): QuestionCard => ({
  title: `End ${group.name}?`,
  blocks: [
    {
      kind: 'text',
      text: text`The group would end for ${counted(shown, 'member')}, and the channel would be free for another group. Everyone keeps their progress.`,
    },
    forEverybody,
  ],
})

/** For the channel where a group met until now. */
export const movedCard = ({ name }: Group, to: string): Reply => ({
  title: `${name} meets in another channel`,
  blocks: [{ kind: 'text', text: text`From now on it meets in ${channelSpan(to)}.` }],
})

export const endedCard = (group: Pick<Group, 'name'>): Reply => ({
  title: `${group.name} has ended`,
  blocks: [
    {
      kind: 'text',
      text: text`Thank you for learning together. Everyone keeps their progress; ${typed('group create')} begins a new group here.`,
    },
  ],
})
