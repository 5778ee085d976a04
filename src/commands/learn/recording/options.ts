/** The options of `done`. */
import { z } from 'zod'
import { itemListOption } from '../../options/item-list.ts'

const longestLink = 500

const isWebAddress = (link: string) => link.length <= longestLink && /^https?:\/\//i.test(link) && URL.canParse(link)

export const doneOptions = z.strictObject({
  item: itemListOption,
  when: z
    .string()
    .max(20)
    .optional()
    .describe('The day: today, yesterday, or a date such as 2026-11-20, up to 7 days back')
    .meta({ kind: 'date' }),
  link: z
    .string()
    .refine(isWebAddress, `a web address of up to ${longestLink} characters that begins with https:// or http://`)
    .optional()
    .describe('Where it can be seen')
    // Said to platforms, which cannot read it off the check.
    .meta({ maxLength: longestLink }),
  known: z.boolean().optional().describe('You knew it before: it counts for progress, not for the board'),
  all: z.boolean().optional().describe('All parts of a course that are left'),
  part: z.int().min(1).max(52).optional().describe('Which part of a course; without it, the next'),
})

export type DoneOptions = z.output<typeof doneOptions>
