/** From which day on a plan counts for somebody who joins, or comes back. */
import type { PlainDate } from './calendar.ts'
import type { Member } from './group.ts'

/** Whoever comes back within so many days has never been away: leaving does not wipe what is open (design 4.4). */
export const daysToReturn = 30

/** The former day for whoever was a member and left not long ago, else today. */
export const planFromOn = (before: Pick<Member, 'planFrom' | 'leftOn'> | undefined, today: PlainDate): PlainDate =>
  before?.leftOn && before.leftOn.until(today).days <= daysToReturn ? before.planFrom : today
