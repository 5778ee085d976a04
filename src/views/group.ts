/** A group as everybody in its channel sees it. */
import { capitalized } from '../bot/capitalized.ts'
import type { Block, Reply } from '../chat/reply.ts'
import { strong, type Text, text } from '../chat/text.ts'
import type { PlainDate } from '../core/calendar.ts'
import type { Group, Member } from '../core/group.ts'
import { takesPart } from '../core/leaderboard.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { endOf, mondayOfWeek, positionIn, type Schedule, stageWeeks } from '../core/schedule.ts'
import { counted, day, listed, type Named, publicName } from './format.ts'

/** `creator`: nobody where that is not for the channel to know. */
export const createdCard = (group: Group, schedule: Schedule, creator?: Named): Reply => ({
  title: `${group.name} is at home here`,
  blocks: [
    {
      kind: 'text',
      text: creator
        ? text`${strong(publicName(creator))} has founded it to learn ${schedule.roadmap.title} together. Who wants to learn along, presses Join.`
        : text`It learns ${schedule.roadmap.title} together. Press Join to learn with the group.`,
    },
    { kind: 'fields', fields: scheduleFields(group, schedule) },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Join', action: { command: 'join' }, role: 'main' },
        { label: 'Stage 1', action: { command: 'stage', input: { number: 1, roadmap: schedule.roadmap.id } } },
        { label: 'The group', action: { command: 'group show' } },
      ],
    },
  ],
})

type Shown = { group: Group; roadmap: Roadmap; members: readonly Member[]; today: PlainDate }

/** The schedule with dates, members and settings. Hidden members are not counted, and no pace is shown (design 4.4). */
export const groupCard = ({ group, roadmap, members, today }: Shown): Reply => {
  const schedule: Schedule = { ...group, roadmap }
  const shown = members.filter(takesPart)
  return {
    title: group.name,
    blocks: [
      { kind: 'text', text: whereNow(schedule, today) },
      { kind: 'fields', fields: scheduleFields(group, schedule) },
      { kind: 'heading', text: 'Schedule' },
      scheduleTable(schedule),
      ...(shown.length > 0
        ? [
            { kind: 'heading' as const, text: counted(shown.length, 'member') },
            { kind: 'text' as const, text: text`${membersLine(shown)}` },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Join', action: { command: 'join' } },
          { label: 'My week', action: { command: 'week' } },
          { label: 'Leaderboard', action: { command: 'leaderboard' } },
        ],
      },
    ],
  }
}

export const whereNow = (schedule: Schedule, today: PlainDate): Text => {
  const position = positionIn(schedule, today)
  if (position.kind === 'stage') {
    const stage = schedule.roadmap.stages[position.stageNumber - 1]
    return text`Now: stage ${position.stageNumber}, ${stage?.title ?? ''}, week ${position.week} of ${position.weeks}.`
  }
  if (position.kind === 'before') return text`It starts on ${day(schedule.start)}.`
  if (position.kind === 'paused') return text`Now: a pause. Nothing is planned this week, and completions still count.`
  return text`It is through the roadmap.`
}

const scheduleFields = (group: Group, schedule: Schedule) => {
  const end = endOf(schedule)
  const pauses = group.pauses.map(({ from, until }) =>
    until ? `${day(from)} to ${day(until.subtract({ days: 1 }))}` : `from ${day(from)}`,
  )
  return [
    { label: text`Roadmap`, value: text`${schedule.roadmap.title}` },
    { label: text`Start`, value: text`${day(group.start)}` },
    { label: text`End`, value: text`${end ? day(end.subtract({ days: 1 })) : 'after the pause'}` },
    { label: text`Tempo`, value: text`${group.tempo}` },
    { label: text`Weekly post`, value: text`${weeklyPost(group)}` },
    ...(pauses.length > 0 ? [{ label: text`Pauses`, value: text`${listed(pauses)}` }] : []),
  ]
}

/** Day and time of the weekly post. */
type WeeklyPost = Pick<Group, 'postsEnabled' | 'postDay' | 'postTime' | 'zone'>

export const weeklyPost = ({ postsEnabled, postDay, postTime, zone }: WeeklyPost): string => {
  const when = `${capitalized(postDay)} ${postTime.toString({ smallestUnit: 'minute' })}, ${zone}`
  return postsEnabled ? when : `off (${when})`
}

/** The stages with their first and last days. */
export const scheduleTable = (schedule: Schedule): Block => {
  let first = 0
  const rows = stageWeeks(schedule.roadmap, schedule.tempo).map((weeks, at) => {
    const [from, last] = [mondayOfWeek(schedule, first), mondayOfWeek(schedule, first + weeks - 1)]
    first += weeks
    return [
      text`${at + 1}`,
      text`${schedule.roadmap.stages[at]?.title ?? ''}`,
      text`${from ? day(from) : 'after the pause'}`,
      text`${last ? day(last.add({ days: 6 })) : 'after the pause'}`,
    ]
  })
  return {
    kind: 'table',
    columns: [{ title: '#', align: 'right' }, { title: 'Stage' }, { title: 'From' }, { title: 'To' }],
    rows,
  }
}

/** Names of those who are named; of the others, how many there are. */
const membersLine = (shown: readonly Member[]): string => {
  const named = shown.filter(({ learner }) => learner.visibility === 'named')
  const names = named.map(({ name, organizer }) => `${name}${organizer ? ' (organizer)' : ''}`)
  const others = shown.length - named.length
  return listed([...names, ...(others > 0 ? [counted(others, 'more member')] : [])])
}

/** For organizers alone, who have to know whom they can remove: the only card that names who hides. */
export const hiddenMembers = (hidden: readonly Member[]): Reply => ({
  title: 'Hidden members',
  blocks: [
    { kind: 'text', text: text`${strong(listed(hidden.map(({ name }) => name)))}` },
    { kind: 'text', text: text`This is shown to organizers only. Nobody else sees who hides.` },
  ],
})
