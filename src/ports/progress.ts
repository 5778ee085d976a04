/** Learners' progress in roadmaps as it is kept: completed units, and items that they skip. */
import type { PlainDate } from '../core/calendar.ts'
import type { Completion } from '../core/completion.ts'

type Skip = { learnerId: string; itemId: string }

export type ProgressReader = {
  /** Completions of some learners in one roadmap, in the order of recording; `from`: only those dated or recorded on that day (UTC) or later. */
  completionsOf(learnerIds: readonly string[], roadmapId: string, from?: PlainDate): Promise<Completion[]>
  skipsOf(learnerIds: readonly string[], roadmapId: string): Promise<Skip[]>
}

export type ProgressWriter = {
  /** Records completions and returns those that were new. Existing ones stay as they are. */
  record(completions: readonly Completion[]): Promise<Completion[]>
  /** Deletes these completions, as far as they exist. */
  takeBack(completions: readonly Completion[]): Promise<void>
  skip(learnerId: string, roadmapId: string, itemId: string): Promise<void>
  unskip(learnerId: string, roadmapId: string, itemId: string): Promise<void>
}
