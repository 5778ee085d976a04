/** Where somebody is in all of their groups: this week's things to tick off, progress, and the place on the board. */
import { actionInGroup } from '../chat/action.ts'
import type { Block, Button, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { emphasis, strong, text } from '../chat/text.ts'
import type { Row } from '../core/leaderboard.ts'
import { progressOf } from '../core/progress.ts'
import type { HomeGroup, HomeViewModel } from '../core/view-models.ts'
import { type Focus, focusItemsIn, weekPlan } from '../core/week-plan.ts'
import { counted, grouped } from './format.ts'
import { rankOf } from './leaderboard.ts'
import { paceSentence } from './pace.ts'
import { overallMeter, streakSentence } from './progress.ts'
import { doneButton, focusLine, placeSentence } from './week.ts'

export const homeCard = ({ groups, others }: HomeViewModel): Reply =>
  groups.length === 0
    ? welcome
    : { title: 'Your study groups', blocks: [...groups.flatMap(groupBlocks), ...otherBlocks(others)] }

const welcome: Reply = {
  title: 'Learn along a roadmap, together',
  blocks: [
    {
      kind: 'text',
      text: text`You are in no study group yet. In the channel where one meets, ${typed('join')} makes you a member; ${typed('group create')} begins one.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'See the roadmap', action: { command: 'overview' } },
        { label: 'What I can do', action: { command: 'help' } },
      ],
    },
  ],
}

const groupBlocks = (shown: HomeGroup): Block[] => {
  const heading: Block = { kind: 'heading', text: shown.group.name }
  if ('problem' in shown) return [heading, { kind: 'text', text: text`${shown.problem}.` }]
  const { group, learnerSchedule, streak, position } = shown
  const plan = weekPlan(learnerSchedule)
  const items = focusItemsIn(plan)
  const inGroup = (button: Button): Button => ({ ...button, action: actionInGroup(group.id, button.action) })
  return [
    heading,
    { kind: 'text', text: placeSentence(learnerSchedule) },
    overallMeter(progressOf(learnerSchedule.schedule.roadmap, learnerSchedule.work)),
    {
      kind: 'fields',
      fields: [
        { label: text`Pace`, value: paceSentence(learnerSchedule) },
        { label: text`Streak`, value: text`${streakSentence(streak)}` },
        { label: text`Board`, value: text`${placeOnBoard(position)} this week` },
      ],
    },
    ...toDo(items, plan.more),
    {
      kind: 'buttons',
      buttons: [
        ...items.map((each) => doneButton(each)),
        { label: 'My week', action: { command: 'week' } },
        { label: 'My progress', action: { command: 'progress' } },
        { label: 'Leaderboard', action: { command: 'leaderboard' } },
      ].map(inGroup),
    },
  ]
}

/** Groups that are only listed have a button for the week. */
const otherBlocks = (others: HomeViewModel['others']): Block[] =>
  others.length === 0
    ? []
    : [
        { kind: 'heading', text: `And ${counted(others.length, 'more group')}` },
        { kind: 'text', text: text`Your week in each of them:` },
        {
          kind: 'buttons',
          buttons: others.map(({ id, name }) => ({ label: name, action: { command: 'week', group: id } })),
        },
      ]

const toDo = (items: readonly Focus[], more: number): Block[] =>
  items.length === 0
    ? []
    : [
        {
          kind: 'text',
          text: text`${strong('To do')}${more > 0 ? text` ${emphasis(`(and ${grouped(more)} more after these)`)}` : ''}`,
        },
        { kind: 'list', items: items.map(focusLine) },
      ]

const placeOnBoard = (place: Row | undefined): string =>
  place ? `${rankOf(place)}, with ${counted(place.points, 'point')}` : 'no points yet'
