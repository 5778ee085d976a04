/** A learner's plan for this week. */
import type { Action } from '../chat/action.ts'
import type { Block, Button, Reply } from '../chat/reply.ts'
import { emphasis, strong, text } from '../chat/text.ts'
import { mondayOf } from '../core/calendar.ts'
import type { LearnerSchedule } from '../core/pace.ts'
import { type Unit, unitId } from '../core/points.ts'
import { positionIn } from '../core/schedule.ts'
import { type Focus, focusItemsIn, weekPlan } from '../core/week-plan.ts'
import { counted, day, focusTitle } from './format.ts'
import { paceSentence } from './pace.ts'

/** `actionFor` makes the action that records a unit. */
export const weekCard = (learnerSchedule: LearnerSchedule, actionFor = actionOf): Reply => {
  const plan = weekPlan(learnerSchedule)
  const items = focusItemsIn(plan)
  const { schedule, today } = learnerSchedule
  const position = positionIn(schedule, today)
  const blocks: Block[] = [{ kind: 'text', text: placeSentence(learnerSchedule) }]
  if (plan.focus.length === 0 && position.kind === 'stage')
    blocks.push({ kind: 'text', text: text`Everything of this week is done.` })
  if (items.length > 0) {
    const heading = plan.focus.length > 0 ? 'To do' : 'If you like'
    blocks.push({ kind: 'heading', text: heading }, { kind: 'list', items: items.map(focusLine) })
  }
  if (plan.more > 0) blocks.push({ kind: 'text', text: text`And ${counted(plan.more, 'more thing')} after these.` })
  if (position.kind !== 'before')
    blocks.push({ kind: 'text', text: text`${strong('Pace')}: ${paceSentence(learnerSchedule)}` })
  if (items.length > 0) {
    blocks.push({
      kind: 'choices',
      prompt: 'Mark done',
      choices: items.map((each) => doneButton(each, actionFor)),
    })
  }
  blocks.push({ kind: 'buttons', buttons: [{ label: 'My progress', action: { command: 'progress' } }] })
  return { title: `Your week of ${day(mondayOf(today))}`, blocks }
}

/** Where the group is in the roadmap this week. */
export const placeSentence = ({ schedule, today }: LearnerSchedule) => {
  const position = positionIn(schedule, today)
  if (position.kind === 'stage') {
    const stage = schedule.roadmap.stages[position.stageNumber - 1]
    return text`Stage ${position.stageNumber}: ${stage?.title ?? ''}, week ${position.week} of ${position.weeks}.`
  }
  if (position.kind === 'before')
    return text`The group starts on ${day(schedule.start)}. What you do before counts already.`
  if (position.kind === 'paused') return text`This week is a pause: nothing is planned, and what you do still counts.`
  return text`The plan of all stages is over; what is left over stays open for you.`
}

const origins: Record<Focus['from'], string | undefined> = {
  before: 'left over',
  'this week': undefined,
  optional: 'optional',
}

export const focusLine = (focus: Focus) => {
  const origin = origins[focus.from]
  return origin ? text`${focusTitle(focus)} (${emphasis(origin)})` : text`${focusTitle(focus)}`
}

export const doneButton = ({ item, units: [first] }: Focus, actionFor = actionOf): Button => ({
  label: `Done: ${item.title}${first && first.parts > 1 ? `, part ${first.part}` : ''}`,
  action: first ? actionFor(first) : { command: 'done', input: { item: [item.id] } },
})

const actionOf = (unit: Unit): Action => ({ command: 'done', input: { item: [unitId(unit)] } })
