/** A study group and the people in it. */
import type { Instant, PlainDate, PlainTime } from './calendar.ts'
import type { DeliveryBlock } from './delivery-block.ts'

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
  postDay: Weekday
  postTime: PlainTime
  postsEnabled: boolean
  /** Since when there are weekly posts: none is owed for a time before. */
  postsSince: Instant
  /** When the next weekly post falls due and a week is closed, whether or not nudges are on. */
  nextPostAt: Instant
  /** Why the platform takes no posts for the group. */
  deliveryBlock?: DeliveryBlock
  /** The first day of the group. */
  createdOn: PlainDate
  /** The last change of the weekly post's time: no week that was open then closes earlier. */
  rescheduledAt: Instant
}

export const visibilities = ['named', 'anonymous', 'hidden'] as const
export type Visibility = (typeof visibilities)[number]

export type Learner = {
  id: string
  zone?: string
  visibility: Visibility
  /** Wants the private reminder. */
  remindersEnabled: boolean
  /** Weeks away are like paused ones, for this learner only. */
  away: readonly Pause[]
  /** When the next private reminder falls due; absent while they are off. */
  nextReminderAt?: Instant
  /** Private reminders since the learner last recorded or pressed something. */
  unansweredReminders: number
  /** The platform refused a direct message, and the learner has not been told yet. */
  unreachable: boolean
}

/** Whether a channel may read who somebody is: of others it is told nothing that only one member can have done (design 4.5). */
export const isNamed = ({ visibility }: Pick<Learner, 'visibility'>): boolean => visibility === 'named'

/** A learner's place in a group. Leaving keeps it, for a return. */
export type Member = {
  /** What the group's server or workspace calls the learner, as it last said and as `person-name.ts` shows it: shown there, never read as markup. */
  name: string
  learner: Learner
  groupId: string
  joinedOn: PlainDate
  /** From when the plan counts: the latest joining, or the one before if it was only left for a few weeks (`rejoining.ts`). */
  planFrom: PlainDate
  leftOn?: PlainDate
  organizer: boolean
  /** Was removed, and cannot join again until an organizer lets them in. */
  keptOut?: true
}
