/** The options that describe a group, shared by creating one and changing it. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { quoted } from '../../chat/quoted.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { comingMonday, isBefore, type PlainDate, type PlainTime } from '../../core/calendar.ts'
import { dayNamed } from '../../core/day.ts'
import { tempos, weekdays } from '../../core/group.ts'
import { day } from '../../views/format.ts'

const maxNameLength = 80

const isName = (name: string) =>
  name.length <= maxNameLength &&
  /[\p{L}\p{N}]/u.test(name) &&
  // Not what would break the line, or make it read as another.
  !/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name)

export const nameOption = z
  .string()
  .refine(isName, `a name of up to ${maxNameLength} characters, on one line, with a letter or digit in it`)
  .optional()
  .describe('What the group is called')
  // Said to platforms, which cannot read it off the check.
  .meta({ maxLength: maxNameLength })

export const tempoOption = z
  .enum(tempos)
  .optional()
  .describe('How many weeks a stage takes: its longest, in between, its shortest')

export const startOption = z
  .string()
  .max(20)
  .optional()
  .describe('The Monday of the first week, such as 2026-11-30')
  .meta({ kind: 'date' })

export const dayOption = z.enum(weekdays).optional().describe('The day of the weekly post')

export const timeOption = z
  .string()
  .max(10)
  .optional()
  .describe('The time of the weekly post, such as 09:00')
  .meta({ kind: 'time' })

/** How far from today a group may start: further is a typing error. */
const [maxWeeksBack, maxWeeksAhead] = [60, 52]

/** The first Monday of a group: the date, or the next Monday after it. Throws UserError for a date too far away, or none. */
export const resolveStart = (typed: string, today: PlainDate): PlainDate => {
  const named = dayNamed(typed, today)
  const [earliest, latest] = [today.subtract({ weeks: maxWeeksBack }), today.add({ weeks: maxWeeksAhead })]
  if (named && !isBefore(named, earliest) && !isBefore(latest, named)) return comingMonday(named)
  throw new UserError(
    named ? `${day(named)} is too far away for a start` : `${quoted(typed)} is not a date that I understand`,
    {
      next: [
        text`Write a date from ${earliest.toString()} to ${latest.toString()}, such as ${comingMonday(today.add({ days: 1 })).toString()}.`,
      ],
      option: 'start',
    },
  )
}

/** A time of day such as 09:00; throws UserError for anything else. */
export const resolveTime = (typed: string): PlainTime => {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(typed.trim()) ?? []
  if (hour !== '' && Number(hour) < 24 && Number(minute) < 60) {
    return Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) })
  }
  throw new UserError(`${quoted(typed)} is not a time of day`, {
    next: [text`Write hours and minutes, such as 09:00 or 18:30.`],
    option: 'time',
  })
}
