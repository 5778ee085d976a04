/** A study group and the people in it. */
import type { Instant, PlainDate, PlainTime } from './calendar.ts'

export const tempos = ['relaxed', 'steady', 'fast'] as const
export type Tempo = (typeof tempos)[number]

/** Weeks that belong to no stage and move all later ones: from a Monday to another, which is the first that counts again. */
export type Pause = { from: PlainDate; until?: PlainDate }

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Weekday = (typeof weekdays)[number]

export type Group = {
  id: string
  name: string
  roadmapId: string
  /** A Monday. */
  start: PlainDate
  tempo: Tempo
  /** An IANA time zone. */
  zone: string
  /** In the order of their dates; only the last may be open. */
  pauses: readonly Pause[]
  /** When the group is told what the week is for, in its own zone. */
  nudgeDay: Weekday
  nudgeTime: PlainTime
  nudges: boolean
  /** The first day of the group. */
  createdOn: PlainDate
  /** The last change of the weekly post's time: no week that was open then closes earlier. */
  rescheduledAt: Instant
}

export const visibilities = ['named', 'anonymous', 'hidden'] as const
export type Visibility = (typeof visibilities)[number]

export type Learner = {
  id: string
  /** As the platform last said it: shown, never read as markup. */
  name: string
  zone?: string
  visibility: Visibility
  /** Wants the private nudge. */
  nudges: boolean
  /** Weeks away are like paused ones, for this learner only. */
  away: readonly Pause[]
}

/** A learner's place in a group. Leaving keeps it, for a return. */
export type Member = {
  learner: Learner
  groupId: string
  joinedOn: PlainDate
  /** The latest joining: what was planned before is no debt. */
  planFrom: PlainDate
  leftOn?: PlainDate
  organizer: boolean
}
