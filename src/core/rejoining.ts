/** The day from which a plan counts for a member who joins or comes back. */
import type { PlainDate } from './calendar.ts'
import type { Member } from './group.ts'

/** A member who comes back within so many days counts as never away: leaving does not clear open work (design 4.4). */
export const daysToReturn = 30

/** The former day for a member who left within that time, else today. */
export const planFromOn = (before: Pick<Member, 'planFrom' | 'leftOn'> | undefined, today: PlainDate): PlainDate =>
  before?.leftOn && before.leftOn.until(today).days <= daysToReturn ? before.planFrom : today
