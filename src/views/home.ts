/** Where somebody is in all of their groups: this week's things to tick off, progress, and the place on the board. */
import { lineAbout } from '../bot/about-group.ts'
import type { Block, Button, Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import { emphasis, strong, text } from '../bot/text.ts'
import type { HomeFacts, HomeGroup } from '../core/facts.ts'
import type { Row } from '../core/leaderboard.ts'
import { progressOf } from '../core/progress.ts'
import { type Focus, thingsIn, weekPlan } from '../core/week-plan.ts'
import { counted, grouped } from './figures.ts'
import { rankOf } from './leaderboard.ts'
import { paceSentence } from './pace.ts'
import { overallMeter, streakSentence } from './progress.ts'
import { doneButton, focusLine, placeSentence } from './week.ts'

export const homeCard = ({ groups, others }: HomeFacts): Reply =>
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
        { label: 'See the roadmap', line: 'overview' },
        { label: 'What I can do', line: 'help' },
      ],
    },
  ],
}

const groupBlocks = (shown: HomeGroup): Block[] => {
  const heading: Block = { kind: 'heading', text: shown.group.name }
  if ('problem' in shown) return [heading, { kind: 'text', text: text`${shown.problem}.` }]
  const { group, course, streak, place } = shown
  const plan = weekPlan(course)
  const things = thingsIn(plan)
  const about = (button: Button): Button => ({ ...button, line: lineAbout(group.id, button.line) })
  return [
    heading,
    { kind: 'text', text: placeSentence(course) },
    overallMeter(progressOf(course.schedule.roadmap, course.work)),
    {
      kind: 'fields',
      fields: [
        { label: text`Pace`, value: paceSentence(course) },
        { label: text`Streak`, value: text`${streakSentence(streak)}` },
        { label: text`Board`, value: text`${placeOnBoard(place)} this week` },
      ],
    },
    ...toDo(things, plan.more),
    {
      kind: 'buttons',
      buttons: [
        ...things.map((each) => doneButton(each)),
        { label: 'My week', line: 'week' },
        { label: 'My progress', line: 'progress' },
        { label: 'Leaderboard', line: 'leaderboard' },
      ].map(about),
    },
  ]
}

/** Of those that are only named, a press shows the week. */
const otherBlocks = (others: HomeFacts['others']): Block[] =>
  others.length === 0
    ? []
    : [
        { kind: 'heading', text: `And ${counted(others.length, 'more group')}` },
        { kind: 'text', text: text`Your week in each of them:` },
        { kind: 'buttons', buttons: others.map(({ id, name }) => ({ label: name, line: lineAbout(id, 'week') })) },
      ]

const toDo = (things: readonly Focus[], more: number): Block[] =>
  things.length === 0
    ? []
    : [
        {
          kind: 'text',
          text: text`${strong('To do')}${more > 0 ? text` ${emphasis(`(and ${grouped(more)} more after these)`)}` : ''}`,
        },
        { kind: 'list', items: things.map(focusLine) },
      ]

const placeOnBoard = (place: Row | undefined): string =>
  place ? `${rankOf(place)}, with ${counted(place.points, 'point')}` : 'no points yet'
