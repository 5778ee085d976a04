/** Weekly posts as people find them in a channel: which week they are of is read, and not known from how they were sent. */
import { Temporal } from 'temporal-polyfill'
import type { Post } from './side.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''

/** The Monday of the week that a post is of, or `end` for the summary after the last; nothing of any other message. */
export const weekIn = ({ text }: Post): string | undefined => {
  const title = firstLine(text)
  if (/ is through /.test(title)) return 'end'
  const [, day, month = '', year] = /: week of Mon (\d+) (\w{3}) (\d{4})$/.exec(title) ?? []
  if (day === undefined) return undefined
  return Temporal.PlainDate.from({ year: Number(year), month: months.indexOf(month) + 1, day: Number(day) }).toString()
}

/** Who finished which stage, as the channel is told; nothing of anybody who is not named, and of any other message. */
export const stageIn = ({ text }: Post): string | undefined => {
  if (!/^Stage \d+ finished/.test(text)) return undefined
  return /^(Person \d+ has finished .+?):/m.exec(text)?.[1]
}

/** What somebody is sent who asked to be reminded. */
export const isReminder = ({ text }: Post): boolean =>
  /^(Nothing is logged this week yet|Shall I go on reminding you)/.test(text.replace(/^[^\p{L}]+/u, ''))

/** Whether what `group log` says lists the post of an instant as one of which nobody knows. */
export const listsUnconfirmed = (log: string, at: number, zone: string): boolean => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const day = `${local.day} ${months[local.month - 1]} ${local.year}`
  return log
    .split('\n')
    .some((line) => /may have arrived/.test(line) && (line.includes(`<t:${at / 1000}`) || line.includes(day)))
}
