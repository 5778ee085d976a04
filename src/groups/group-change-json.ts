/** A group's change as JSON in an outbox message. It is validated when read, because another version may have written it. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { tempos, weekdays } from '../core/group.ts'
import type { GroupChange } from '../core/group-change.ts'

const date = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const time = z.iso.time().transform((text) => Temporal.PlainTime.from(text))

const settings = z.strictObject({
  name: z.string(),
  tempo: z.enum(tempos),
  start: date,
  zone: z.string(),
  postDay: z.enum(weekdays),
  postTime: time,
  postsEnabled: z.boolean(),
  channel: z.string(),
  isBlocked: z.boolean(),
})

const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paused'), pause: z.strictObject({ from: date, until: date.exactOptional() }) }),
  z.strictObject({ kind: z.literal('resumed') }),
  z.strictObject({ kind: z.literal('settings'), before: settings, after: settings }),
  z.strictObject({ kind: z.literal('founded') }),
  z.strictObject({ kind: z.literal('moved'), from: z.string(), to: z.string() }),
  z.strictObject({ kind: z.literal('ended'), name: z.string(), workspace: z.string(), channel: z.string() }),
])

/** Dates and times serialize to the text that the schema reads. */
export const changeToJson = (change: GroupChange): string => JSON.stringify(change)

/** Undefined for anything else, such as a change of an earlier version. */
export const changeFromJson = (json: string): GroupChange | undefined => {
  try {
    const { data } = schema.safeParse(JSON.parse(json))
    return data
  } catch {
    return undefined
  }
}
