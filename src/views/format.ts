/** Figures with their units, and dates, as people write them. */
import type { Span } from '../chat/text.ts'
import { dateAt, type Instant, type PlainDate } from '../core/calendar.ts'
import type { Member } from '../core/group.ts'
import type { Unit } from '../core/points.ts'
import type { Focus } from '../core/week-plan.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Mon 23 Nov 2026". Not the host's locale: everybody in a channel reads the same words. */
export const day = (date: PlainDate): string =>
  `${days[date.dayOfWeek - 1]} ${date.day} ${months[date.month - 1]} ${date.year}`

/** "Mon 23 Nov 2026 09:00", by the clocks of a zone; where a platform can, by the reader's own. */
export const moment = (at: Instant, zone: string): Span => {
  const time = at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return { kind: 'moment', text: `${day(dateAt(at, zone))} ${time}`, at }
}

/** "1 point", "2,124 points". */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${Math.abs(count) === 1 ? noun : `${noun}s`}`

/** "2,124". */
export const grouped = (count: number): string => count.toLocaleString('en')

/** "0.7 weeks", "1 week", "less than 0.1 weeks". */
export const weeksLong = (weeks: number): string => {
  const shown = weeks.toFixed(1).replace(/\.0$/, '')
  if (shown === '0') return 'less than 0.1 weeks'
  return shown === '1' ? '1 week' : `${shown} weeks`
}

/** "Django", "Web Frameworks with Django, part 2 of 5", "Web Frameworks with Django, parts 1-2 of 5": `done` reads it, too. */
export const unitsTitle = (units: readonly Unit[]): string => {
  const [first] = units
  return first ? `${first.item.title}${partsEnding(units)}` : ''
}

/** The words after a title: ", part 2 of 5"; empty where there are no parts. */
export const partsEnding = (units: readonly Unit[]): string => {
  const [first] = units
  if (!first || first.parts === 1) return ''
  return `, ${partsTitle(units.map(({ part }) => part))} of ${first.parts}`
}

/** "part 2", "parts 1-2", "parts 1, 3 and 4". */
export const partsTitle = (parts: readonly number[]): string => {
  const sorted = parts.toSorted((a, b) => a - b)
  const [first = 0, last = first] = [sorted[0], sorted.at(-1)]
  if (sorted.length === 1) return `part ${first}`
  const inARow = last - first === sorted.length - 1
  return `parts ${inARow ? `${first}-${last}` : listed(sorted.map(String))}`
}

export const focusTitle = ({ units }: Focus): string => unitsTitle(units)

/** "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Somebody, and what the group's server or workspace calls them. */
export type Named = Pick<Member, 'name' | 'learner'>

/** A name as a channel may read it, on boards and elsewhere (design 4.5). */
export const publicName = ({ name, learner: { visibility } }: Named): string =>
  visibility === 'named' ? name : 'A member'
