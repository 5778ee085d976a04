/** What a learner has done: a unit of a roadmap, on a date. */
import type { Instant, PlainDate } from './calendar.ts'

/** One completed unit. It is known by learner, roadmap, item and part, and there is at most one of it. */
export type Completion = {
  learnerId: string
  roadmapId: string
  itemId: string
  /** Counted from 1; always 1 for skills and projects. */
  part: number
  /** The day it was done, in the group's time zone. */
  on: PlainDate
  recordedAt: Instant
  /** The learner knew it before: it counts for progress, not for the board. */
  known: boolean
  link?: string
  /** The request that recorded it; `undo` takes back all that one request recorded. */
  requestId: string
}
