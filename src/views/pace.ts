/** The pace in a sentence: how many weeks, and what to do about it. It is told to the learner only. */
import { emphasis, joined, type Text, text } from '../bot/text.ts'
import { type Course, paceOf, toBeLevel } from '../core/pace.ts'
import { focusTitle, weeksLong } from './figures.ts'

export const paceSentence = (course: Course): Text => {
  const { status, weeks } = paceOf(course)
  if (status === 'on track') return text`On track.`
  if (status === 'ahead') return text`${weeksLong(weeks)} ahead.`
  const missing = toBeLevel(course).map((focus) => emphasis(focusTitle(focus)))
  const last = missing.at(-1)
  if (!last) return text`${weeksLong(weeks)} behind.`
  const others = missing.slice(0, -1)
  const things = others.length === 0 ? [last] : text`${joined(others, ', ')} and ${last}`
  return text`${weeksLong(weeks)} behind: finish ${things} to be level.`
}
