/** A study group and the people in it. */
import type { Instant, PlainDate, PlainTime } from './calendar.ts'
import type { DeliveryBlock } from './delivery-block.ts'

export const tempos = ['relaxed', 'steady', 'fast'] as const
export type Tempo = (typeof tempos)[number]

/** Weeks that belong to no stage and move all later ones: from a Monday until another, the first that counts again. */
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
  /** Day and time of the weekly post, in the group's zone. */
  postDay: Weekday
  postTime: PlainTime
  postsEnabled: boolean
  /** Weekly posts are scheduled only for times after this. */
  postsSince: Instant
  /** When the next weekly post falls due and a week is closed, whether or not weekly posts are on. */
  nextPostAt: Instant
  /** Present while the platform refuses messages for the group. */
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
  /** The platform refused a direct message, and the learner has not read that yet. */
  unreachable: boolean
}

/** Whether the channel may read the learner's name. A post about anybody else says nothing that only one member can have done (design 4.5). */
export const isNamed = ({ visibility }: Pick<Learner, 'visibility'>): boolean => visibility === 'named'

/** A learner's membership in a group. It is kept after leaving, for a return. */
export type Member = {
  /** The learner's name in the group's server or workspace, as last reported and cleaned by `person-name.ts`; never read as markup. */
  name: string
  learner: Learner
  groupId: string
  joinedOn: PlainDate
  /** The plan counts from this day: the latest joining, or the one before after an absence of a few weeks (`rejoining.ts`). */
  planFrom: PlainDate
  leftOn?: PlainDate
  organizer: boolean
  /** The member was removed, and cannot join again until an organizer allows it. */
  keptOut?: true
}
