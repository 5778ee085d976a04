/** The pace in a sentence: how many weeks, and what to do about it. Only the learner reads it. */
import { emphasis, joined, type Text, text } from '../chat/text.ts'
import { type LearnerSchedule, paceOf } from '../core/pace.ts'
import { unitsToCatchUp } from '../core/week-plan.ts'
import { focusTitle, weeksLong } from './format.ts'

/** A sentence is no list: of more things than this it names the oldest. */
const mostNamed = 3

export const paceSentence = (learnerSchedule: LearnerSchedule): Text => {
  const { status, weeks } = paceOf(learnerSchedule)
  if (status === 'on track') return text`On track.`
  if (status === 'ahead') return text`${weeksLong(weeks)} ahead.`
  const missing = unitsToCatchUp(learnerSchedule)
  const named = missing.slice(0, mostNamed).map((focus) => emphasis(focusTitle(focus)))
  const more = missing.length - named.length
  const items = [...named, ...(more > 0 ? [`${more} more`] : [])]
  const last = items.at(-1)
  if (last === undefined) return text`${weeksLong(weeks)} behind.`
  const others = items.slice(0, -1)
  return others.length === 0
    ? text`${weeksLong(weeks)} behind: finish ${last} to be level.`
    : text`${weeksLong(weeks)} behind: finish ${joined(others, ', ')} and ${last} to be level.`
}
