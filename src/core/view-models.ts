/** View models: the data that `groups/` gathers about groups and members, and that `views/` put into words. */
import type { PlainDate } from './calendar.ts'
import type { Completion } from './completion.ts'
import type { Group, Member } from './group.ts'
import type { Item } from './item.ts'
import type { DateRange, Period, Row } from './leaderboard.ts'
import type { LearnerSchedule } from './pace.ts'
import type { CompletedWork, GroupProgress, Progress } from './progress.ts'
import type { Roadmap } from './roadmap.ts'
import type { Streak } from './streak.ts'

/** A member's work, schedule and streak in a group. */
export type MemberProgress = {
  member: Member
  completions: readonly Completion[]
  work: CompletedWork
  /** The group's schedule with the member's own weeks away. */
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

/** The group's part of a roadmap's cards; `progress` is present only if enough members count. */
export type GroupOnRoadmap = { progress?: GroupProgress }

/** For the weekly post. */
export type WeeklyViewModel = {
  group: Group
  roadmap: Roadmap
  /** The Monday of the week that the post is for. */
  week: PlainDate
  /** Last week's ranks; absent when there is nothing to report. */
  last?: readonly Row[]
  /** The counted members' progress together; absent if too few count, and then there is no sum of last week either. */
  progress?: Progress
}

/** For the post after the last week. */
export type EndViewModel = {
  group: Group
  roadmap: Roadmap
  /** Ranks over the whole time. */
  rows: readonly Row[]
  /** The number of counted members: present, and not hidden. */
  members: number
  /** The counted members' work together; absent if too few count. */
  totals?: GroupTotals
  /** The named members who have finished everything. */
  finished: readonly string[]
}

type GroupTotals = {
  progress: Progress
  points: number
  /** How many units of each kind were completed by all together. */
  done: Readonly<Record<Item['kind'], number>>
  /** The week with the most points. */
  best?: { week: PlainDate; points: number }
}

/** The next organizer of a group that loses its last one; undefined if nobody else is in it. */
export type Succession = { successor: Member | undefined }

/** A group from the view of one member; or a sentence that says why it cannot be shown. */
export type HomeGroup = { group: Pick<Group, 'id' | 'name'> } & (
  | { learnerSchedule: LearnerSchedule; streak: Streak; position: Row | undefined }
  | { problem: string }
)

export type HomeViewModel = {
  groups: readonly HomeGroup[]
  /** Groups beyond those shown: their names only. */
  others: readonly Pick<Group, 'id' | 'name'>[]
}
