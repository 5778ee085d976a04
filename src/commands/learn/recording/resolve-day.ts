/** The day for which something is recorded. */
import { quoted } from '../../../chat/quoted.ts'
import { text } from '../../../chat/text.ts'
import { UserError } from '../../../chat/user-error.ts'
import { isBefore, type PlainDate } from '../../../core/calendar.ts'
import { dayNamed } from '../../../core/day.ts'
import { day } from '../../../views/format.ts'

/** How many days back something can still be recorded (design 3). */
const daysBack = 7

/** Today, unless another day is named; throws UserError where it is too early, to come, or no day. */
export const resolveDay = (named: string | undefined, today: PlainDate): PlainDate => {
  if (named === undefined) return today
  const chosen = dayNamed(named, today)
  const earliest = today.subtract({ days: daysBack })
  if (chosen && !isBefore(today, chosen) && !isBefore(chosen, earliest)) return chosen
  const title = chosen
    ? `${day(chosen)} is ${isBefore(today, chosen) ? 'in the future' : `more than ${daysBack} days back`}`
    : `${quoted(named)} is not a day that I understand`
  throw new UserError(title, {
    next: [
      text`Write today, yesterday, or a date from ${earliest.toString()} to ${today.toString()}. Nothing was recorded.`,
    ],
    option: 'when',
  })
}
