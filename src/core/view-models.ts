/** What there is to tell of groups and their members: gathered in groups, worded in views. */
import type { PlainDate } from './calendar.ts'
import type { Completion } from './completion.ts'
import type { Group, Member } from './group.ts'
import type { Item } from './item.ts'
import type { DateRange, Period, Row } from './leaderboard.ts'
import type { LearnerSchedule } from './pace.ts'
import type { CompletedWork, GroupProgress, Progress } from './progress.ts'
import type { Roadmap } from './roadmap.ts'
import type { Streak } from './streak.ts'

/** How far a member is. */
export type MemberProgress = {
  member: Member
  completions: readonly Completion[]
  work: CompletedWork
  /** The member on the schedule, with the own weeks away. */
  learnerSchedule: LearnerSchedule
  streak: Streak
}

/** A leaderboard. */
export type Board = {
  period: Period
  range: DateRange
  rows: readonly Row[]
  /** Last week's board, before it is closed for good. */
  provisional: boolean
}

/** What a roadmap's cards can tell of the group that asks: how far it is only where enough members count. */
export type GroupOnRoadmap = { progress?: GroupProgress }

/** For the weekly post. */
export type WeeklyViewModel = {
  group: Group
  roadmap: Roadmap
  /** The Monday of the week that the post is for. */
  week: PlainDate
  /** Last week's ranks; absent when there is nothing to tell of it. */
  last?: readonly Row[]
  /** How far the counted members are together; absent where too few count, who then have no sum of last week either. */
  progress?: Progress
}

/** What there is to tell of a group that is through with its roadmap. */
export type EndViewModel = {
  group: Group
  roadmap: Roadmap
  /** Ranks over the whole time. */
  rows: readonly Row[]
  /** How many are counted: present, and not hidden. */
  members: number
  /** What the counted members did together; absent where too few count. */
  batchedReads?: Together
  /** The named members who have finished everything. */
  finished: readonly string[]
}

type Together = {
  progress: Progress
  points: number
  /** How many units of each kind were completed by all together. */
  done: Readonly<Record<Item['kind'], number>>
  /** The week in which most points were made. */
  best?: { week: PlainDate; points: number }
}

/** Of a group that loses its last organizer: who organizes it from then on; nobody where nobody else is in it. */
export type Succession = { successor: Member | undefined }

/** A group with one of its members in it; or only a sentence, where that cannot be told. */
export type HomeGroup = { group: Pick<Group, 'id' | 'name'> } & (
  | { learnerSchedule: LearnerSchedule; streak: Streak; position: Row | undefined }
  | { problem: string }
)

export type HomeViewModel = {
  groups: readonly HomeGroup[]
  /** Those of somebody with very many that are only named. */
  others: readonly Pick<Group, 'id' | 'name'>[]
}
