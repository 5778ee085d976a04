/** The weekly post in a group's channel (design 4.7). Nobody is named for not doing, and nobody is mentioned. */
import type { Block, Button, Reply } from '../chat/reply.ts'
import { strong, type Text, text } from '../chat/text.ts'
import type { PlainDate } from '../core/calendar.ts'
import { type Row, shownRows } from '../core/leaderboard.ts'
import { planOf } from '../core/plan.ts'
import { mondayOfWeek, positionIn, type Schedule } from '../core/schedule.ts'
import type { WeeklyViewModel } from '../core/view-models.ts'
import { accentOf } from './accent.ts'
import { counted, day, grouped, listed, unitsTitle } from './format.ts'
import { groupMeter } from './group-meter.ts'

/** More would not be a podium any more. */
const maxWinners = 10

const buttons: readonly Button[] = [
  { label: 'Mark done', action: { command: 'done' }, role: 'main' },
  { label: 'My week', action: { command: 'week' } },
  { label: 'Leaderboard', action: { command: 'leaderboard' } },
]

export const weekPost = ({ group, roadmap, week, last, progress }: WeeklyViewModel): Reply => {
  const schedule: Schedule = { ...group, roadmap }
  return {
    title: `${group.name}: week of ${day(week)}`,
    ...accentOf(roadmap),
    blocks: [
      ...stageBlocks(schedule, week),
      { kind: 'heading', text: 'This week' },
      thisWeek(schedule, week),
      ...(last ? lastWeek(last, { hasSum: progress !== undefined }) : []),
      ...(progress ? [groupMeter(progress)] : []),
      { kind: 'buttons', buttons },
    ],
  }
}

/** Where the group is; in a stage's first week, what the stage is about. */
const stageBlocks = (schedule: Schedule, week: PlainDate): Block[] => {
  const position = positionIn(schedule, week)
  if (position.kind !== 'stage') return []
  const stage = schedule.roadmap.stages[position.stageNumber - 1]
  if (!stage) return []
  const last = mondayOfWeek(schedule, position.index + position.weeks - position.week)?.add({ days: 6 })
  const until = last ? `until ${day(last)}` : 'with a pause to come'
  const line = text`${strong(`Stage ${position.stageNumber}: ${stage.title}`)}, week ${position.week} of ${position.weeks}, ${until}.`
  if (position.week > 1) return [{ kind: 'text', text: line }]
  const contents = [
    ...(stage.skills.length > 0 ? [counted(stage.skills.length, 'skill')] : []),
    ...(stage.courses.length > 0 ? [counted(stage.courses.length, 'course')] : []),
    ...(stage.projects.length > 0 ? [counted(stage.projects.length, 'project')] : []),
  ]
  const begins = position.index === 0 ? 'The roadmap begins.' : 'A new stage begins.'
  return [
    { kind: 'text', text: text`${begins} ${line}` },
    { kind: 'text', text: text`${stage.summary} It has ${listed(contents)}.` },
    {
      kind: 'entries',
      entries: stage.courses.map((course) => ({
        title: text`${strong(course.title)}`,
        note: text`${counted(course.weeks, 'week')} · ${course.level}`,
      })),
    },
  ]
}

/** The plan of the week, with the parts of a course as one; a stage's last week may be for catching up. */
const thisWeek = (schedule: Schedule, week: PlainDate): Block => {
  const { index } = positionIn(schedule, week)
  const units = planOf(schedule.roadmap, schedule.tempo).filter((unit) => unit.week === index)
  const titles = [...Map.groupBy(units, ({ item }) => item.id).values()].map(unitsTitle)
  if (titles.length === 0) return { kind: 'text', text: text`Time to catch up: nothing new is planned.` }
  return { kind: 'list', items: titles.map((title) => text`${title}`) }
}

/** The first three ranks, as far as a board would show them; all who share the first are winners. */
const podium = (rows: readonly Row[]) => {
  const shown = shownRows(rows).filter(({ rank }) => rank <= 3)
  const winners = rows.filter(({ rank }) => rank === 1).slice(0, maxWinners)
  return winners.length > shown.length ? winners : shown
}

const lastWeek = (rows: readonly Row[], { hasSum }: { hasSum: boolean }): Block[] => {
  const heading = { kind: 'heading' as const, text: 'Last week' }
  if (rows.length === 0) {
    return [heading, { kind: 'text', text: text`Nothing was recorded for the board. This week is a fresh start.` }]
  }
  const winners = rows.filter(({ rank }) => rank === 1).map(({ name }) => name)
  const total = rows.reduce((sum, { points }) => sum + points, 0)
  const people = rows.length === 1 ? '' : `, made by ${counted(rows.length, 'member')}`
  const sum = hasSum ? [text`Together: ${strong(counted(total, 'point'))}${people}.`] : []
  const sentences = [...(winners.length > 1 ? [text`A tie at the top.`] : []), ...sum]
  return [
    heading,
    podiumTable(rows),
    ...(sentences.length > 0 ? [{ kind: 'text' as const, text: spaced(sentences) }] : []),
  ]
}

const spaced = ([first, ...others]: readonly Text[]): Text =>
  others.reduce((all, next) => text`${all} ${next}`, first ?? text``)

export const podiumTable = (rows: readonly Row[]): Block => ({
  kind: 'table',
  columns: [{ title: 'Rank', align: 'right' }, { title: 'Name' }, { title: 'Points', align: 'right' }],
  rows: podium(rows).map(({ rank, tied, name, points }) => [
    text`${tied ? `=${rank}` : rank}`,
    text`${name}`,
    text`${grouped(points)}`,
  ]),
})
