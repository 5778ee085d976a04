/** The copies that are made of an SQLite file before an upgrade: one is kept, and that for 30 days, because people's data is in it. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../core/calendar.ts'

const daysKept = 30

export const copyBefore = (file: string, migration: string): string => `${file}.before-${migration}`

/** Halves of copies that a process left when it was killed are among them. */
const copiesOf = (file: string): string[] =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.before-`))
    .map((name) => join(dirname(file), name))

const remove = (path: string) => rmSync(path, { recursive: true, force: true })

export const removeOtherCopies = (file: string, kept: string): void => {
  for (const copy of copiesOf(file)) if (copy !== kept) remove(copy)
}

export const removeOldCopies = (file: string, now: Instant): void => {
  const oldest = now.subtract({ hours: 24 * daysKept }).epochMilliseconds
  for (const copy of copiesOf(file)) {
    const made = statSync(copy, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && made <= oldest) remove(copy)
  }
}
