/** Closed weeks of groups as they are kept, with their final boards (design 4.5). */
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { ClosedWeek } from '../core/closed-week.ts'
import type { ScoredUnit } from '../core/leaderboard.ts'

/** A row of a closed week's board. */
type BoardRow = { learnerId: string; points: number; rank: number }

export type ClosedWeekReader = {
  /** The closed weeks of a group, the latest first. */
  closedWeeksOf(groupId: string): Promise<ClosedWeek[]>
  /** The latest closing of a week in any group that a learner is a member of. */
  lastClosingOf(learnerId: string): Promise<Instant | undefined>
  /** The kept board of a closed week, the first rank first; empty for a week that is not closed. */
  boardOf(groupId: string, week: PlainDate): Promise<BoardRow[]>
  /** Units that scored on a closed board of the group and were undone since. */
  scoredUnitsOf(groupId: string): Promise<ScoredUnit[]>
}

export type ClosedWeekWriter = {
  /** Keeps a week's board. Returns false when the week was closed already. */
  closeWeek(groupId: string, closedWeek: ClosedWeek, rows: readonly BoardRow[]): Promise<boolean>
  /** Notes that a unit scored on a closed board of the group, so that it never scores there again. */
  markScored(groupId: string, scoredUnit: ScoredUnit): Promise<void>
}
