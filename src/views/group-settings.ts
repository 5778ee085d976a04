/** The settings of a group: what they are, and what a change would do. */
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { channelSpan, type Span, strong, type Text, text } from '../chat/text.ts'
import type { Group } from '../core/group.ts'
import type { GroupChange } from '../core/group-change.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { day } from './format.ts'
import { scheduleTable, weeklyPost } from './group.ts'
import type { QuestionCard } from './questions.ts'

type SettingsChange = Pick<Extract<GroupChange, { kind: 'settings' }>, 'before' | 'after'>

/** The changes line by line, and the dates that follow from them. */
export const changesCard = (change: SettingsChange, group: Group, roadmap: Roadmap): QuestionCard => ({
  title: `Change ${change.before.name}?`,
  blocks: [
    { kind: 'list', items: changes(change) },
    { kind: 'heading', text: 'The dates that follow' },
    scheduleTable({ ...group, roadmap }),
  ],
})

export const changedCard = (change: SettingsChange, { name }: Group): Reply => ({
  title: `${name} is changed`,
  blocks: [
    { kind: 'list', items: changes(change) },
    { kind: 'buttons', buttons: [{ label: 'The group', action: { command: 'group show' } }] },
  ],
})

/** The differences in words. */
export const changes = ({ before, after }: SettingsChange): Text[] => {
  const facts: [string, Span, Span][] = [
    ['Name', strong(before.name), strong(after.name)],
    ['Tempo', strong(before.tempo), strong(after.tempo)],
    ['Start', strong(day(before.start)), strong(day(after.start))],
    ['Weekly post', strong(weeklyPost(before)), strong(weeklyPost(after))],
    ['Channel', channelSpan(before.channel), channelSpan(after.channel)],
  ]
  const posts =
    before.isBlocked && !after.isBlocked
      ? [text`Posts: they ${strong('come again')} in ${channelSpan(after.channel)}, the next with the next weekly post`]
      : []
  const different = facts
    .filter(([, was, is]) => was.text !== is.text)
    .map(([label, was, is]) => text`${label}: ${was.kind === 'strong' ? was.text : was} becomes ${is}`)
  return [...different, ...posts]
}

export const settingsOverview = (group: Group): Reply => ({
  title: `Settings of ${group.name}`,
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: text`Name`, value: text`${group.name}` },
        { label: text`Tempo`, value: text`${group.tempo}` },
        { label: text`Start`, value: text`${day(group.start)}` },
        { label: text`Weekly post`, value: text`${weeklyPost(group)}` },
      ],
    },
    { kind: 'text', text: text`Change one or more, as in ${typed('group settings tempo:relaxed time:18:30')}.` },
  ],
})
