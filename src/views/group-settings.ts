/** The settings of a group: what they are, and what a change would do. */
import type { Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import { channelSpan, type Span, strong, type Text, text } from '../bot/text.ts'
import type { Group } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { day } from './figures.ts'
import { scheduleTable, weeklyPost } from './group.ts'
import type { QuestionCard } from './questions.ts'

/** The channel where the group meets. */
type Home = { was: string; is: string }

type Change = { before: Group; after: Group; home: Home }

/** What would change, line by line, and the dates that follow. */
export const changesCard = ({ before, after, home }: Change, roadmap: Roadmap): QuestionCard => ({
  title: `Change ${before.name}?`,
  blocks: [
    { kind: 'list', items: changes(before, after, home) },
    { kind: 'heading', text: 'The dates that follow' },
    scheduleTable({ ...after, roadmap }),
  ],
})

export const changedCard = ({ before, after, home }: Change): Reply => ({
  title: `${after.name} is changed`,
  blocks: [
    { kind: 'list', items: changes(before, after, home) },
    { kind: 'buttons', buttons: [{ label: 'The group', line: 'group show' }] },
  ],
})

/** What is different, in words. */
export const changes = (before: Group, after: Group, home: Home): Text[] => {
  const facts: [string, Span, Span][] = [
    ['Name', strong(before.name), strong(after.name)],
    ['Tempo', strong(before.tempo), strong(after.tempo)],
    ['Start', strong(day(before.start)), strong(day(after.start))],
    ['Weekly post', strong(weeklyPost(before)), strong(weeklyPost(after))],
    ['Channel', channelSpan(home.was), channelSpan(home.is)],
  ]
  const posts =
    before.refusal && !after.refusal
      ? [text`Posts: they ${strong('come again')} in ${channelSpan(home.is)}, the next with the next weekly post`]
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
