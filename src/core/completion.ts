/** A completion: a unit of a roadmap that a learner has done, with its day. */
import type { Instant, PlainDate } from './calendar.ts'

/** One completed unit. Learner, roadmap, item and part identify it: there is at most one. */
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
