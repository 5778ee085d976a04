/** Cards for units that were recorded, were done already, or are taken back. */
import type { Block, Button, Reply } from '../chat/reply.ts'
import { strong, text } from '../chat/text.ts'
import { mondayOf, type PlainDate } from '../core/calendar.ts'
import { type Unit, unitId } from '../core/points.ts'
import { type CompletedWork, progressOf, progressOver, unitsOfStage } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { counted, day, grouped, listed, unitsTitle } from './format.ts'
import { percent } from './percent.ts'

const afterwards: readonly Button[] = [
  { label: 'My week', action: { command: 'week' } },
  { label: 'Leaderboard', action: { command: 'leaderboard' } },
]

/** It names what it takes back: pressed twice, or late, it takes back nothing else. */
export const undoOf = (units: readonly Unit[], label = 'Undo'): Button[] =>
  units.length === 0 ? [] : [{ label, action: { command: 'undo', input: { item: units.map(unitId) } } }]

/** The units of one item are shown together. */
const titlesOf = (units: readonly Unit[]): string[] =>
  [...Map.groupBy(units, ({ item }) => item.id).values()].map(unitsTitle)

/** Two fit into a title. */
const titleOf = (units: readonly Unit[]): string => {
  const titles = titlesOf(units)
  return titles.length <= 2 ? listed(titles) : counted(titles.length, 'thing')
}

/** The titles that do not fit into the card's title. */
const listOf = (units: readonly Unit[]): Block[] => {
  const titles = titlesOf(units)
  return titles.length <= 2 ? [] : [{ kind: 'list', items: titles.map((title) => text`${title}`) }]
}

type Recorded = {
  units: readonly Unit[]
  groupContext: { roadmap: Roadmap; today: PlainDate }
  /** With what was just recorded. */
  work: CompletedWork
  on: PlainDate
  known: boolean
  beforeJoining: boolean
  /** The day on which it scores, which is later than `on` when that week is closed. */
  scoresOn: PlainDate
}

export const recorded = ({ units, groupContext, work, on, known, beforeJoining, scoresOn }: Recorded): Reply => {
  const earned = units.reduce((sum, { points }) => sum + points, 0)
  const all = progressOf(groupContext.roadmap, work)
  const stages = [...new Set(units.map(({ item }) => item.stage))]
  const notes = [
    ...(known ? [text`You knew it before, so it counts for progress and not for the board.`] : []),
    ...(!known && beforeJoining
      ? [text`That was before you joined, so it counts for progress and not for the board.`]
      : []),
    ...(!known && !beforeJoining && !scoresOn.equals(on)
      ? [text`The board of that week is closed, so the points are in the week of ${day(mondayOf(scoresOn))}.`]
      : []),
  ]
  return {
    title: `Recorded: ${titleOf(units)}`,
    blocks: [
      ...listOf(units),
      {
        kind: 'fields',
        fields: [
          ...(on.equals(groupContext.today) ? [] : [{ label: text`Day`, value: text`${day(on)}` }]),
          { label: text`Earned`, value: text`${strong(counted(earned, 'point'))}` },
          {
            label: text`Total`,
            value: text`${grouped(all.earned)} of ${counted(all.available, 'point')} (${percent(all)})`,
          },
          ...stages.map((stage) => ({
            label: text`${stage.title}`,
            value: text`${percent(progressOver(unitsOfStage(groupContext.roadmap, stage), work))}`,
          })),
        ],
      },
      ...notes.map((note) => ({ kind: 'text' as const, text: note })),
      // Never the first: where a button is pressed twice, the second press meets what stands in its place.
      { kind: 'buttons', buttons: [...afterwards, ...undoOf(units)] },
    ],
  }
}

export const alreadyDone = (units: readonly Unit[]): Reply => ({
  title: `You have done ${titleOf(units)} already`,
  blocks: [
    ...listOf(units),
    { kind: 'text', text: text`It counts once; nothing was changed.` },
    { kind: 'buttons', buttons: afterwards },
  ],
})

export const takenBack = (units: readonly Unit[], days: readonly PlainDate[]): Reply => {
  const points = units.reduce((sum, unit) => sum + unit.points, 0)
  return {
    title: `Taken back: ${titleOf(units) || 'something that the roadmap no longer has'}`,
    blocks: [
      ...listOf(units),
      {
        kind: 'text',
        text: text`${units.length > 1 ? 'They were' : 'It was'} recorded for ${listed([...new Set(days.map(day))])}. That is ${counted(points, 'point')} less.`,
      },
      { kind: 'buttons', buttons: afterwards },
    ],
  }
}
