/** A learner's plan for this week. */
import type { Block, Button, Reply } from '../bot/reply.ts'
import { emphasis, strong, text } from '../bot/text.ts'
import { mondayOf } from '../core/calendar.ts'
import type { Course } from '../core/pace.ts'
import type { Unit } from '../core/points.ts'
import { placeOf } from '../core/schedule.ts'
import { type Focus, thingsIn, weekPlan } from '../core/week-plan.ts'
import { counted, day, focusTitle } from './figures.ts'
import { paceSentence } from './pace.ts'

/** `lineFor` makes the line behind what records something. */
export const weekCard = (course: Course, lineFor = lineOfUnit): Reply => {
  const plan = weekPlan(course)
  const things = thingsIn(plan)
  const { schedule, today } = course
  const place = placeOf(schedule, today)
  const blocks: Block[] = [{ kind: 'text', text: placeSentence(course) }]
  if (plan.focus.length === 0 && place.kind === 'stage')
    blocks.push({ kind: 'text', text: text`Everything of this week is done.` })
  if (things.length > 0) {
    const heading = plan.focus.length > 0 ? 'To do' : 'If you like'
    blocks.push({ kind: 'heading', text: heading }, { kind: 'list', items: things.map(focusLine) })
  }
  if (plan.more > 0) blocks.push({ kind: 'text', text: text`And ${counted(plan.more, 'more thing')} after these.` })
  if (place.kind !== 'before') blocks.push({ kind: 'text', text: text`${strong('Pace')}: ${paceSentence(course)}` })
  if (things.length > 0) {
    blocks.push({
      kind: 'choices',
      prompt: 'Mark done',
      choices: things.map((each) => doneButton(each, lineFor)),
    })
  }
  blocks.push({ kind: 'buttons', buttons: [{ label: 'My progress', line: 'progress' }] })
  return { title: `Your week of ${day(mondayOf(today))}`, blocks }
}

/** Where the group is in the roadmap this week. */
export const placeSentence = ({ schedule, today }: Course) => {
  const place = placeOf(schedule, today)
  if (place.kind === 'stage') {
    const stage = schedule.roadmap.stages[place.stageNumber - 1]
    return text`Stage ${place.stageNumber}: ${stage?.title ?? ''}, week ${place.week} of ${place.weeks}.`
  }
  if (place.kind === 'before')
    return text`The group starts on ${day(schedule.start)}. What you do before counts already.`
  if (place.kind === 'paused') return text`This week is a pause: nothing is planned, and what you do still counts.`
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

export const doneButton = ({ item, units: [first] }: Focus, lineFor = lineOfUnit): Button => ({
  label: `Done: ${item.title}${first && first.parts > 1 ? `, part ${first.part}` : ''}`,
  line: first ? lineFor(first) : `done ${item.id}`,
})

const lineOfUnit = ({ item, part, parts }: Unit): string => `done ${item.id}${parts > 1 ? ` part:${part}` : ''}`
