/** What the parts of the nudges share. */
import type { PostOffice } from '../bot/chat-adapter.ts'
import type { Log } from '../bot/log.ts'
import type { Memberships } from '../bot/memberships.ts'
import type { Store } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Unsettled } from './settling.ts'

/** What nudges are made of. */
export type Parts = {
  store: Store
  roadmaps: readonly Roadmap[]
  /** The platforms that this process serves. */
  offices: readonly PostOffice[]
  clock: () => Instant
  log: Log
  newId: () => string
  /** Whether people who are written to are still where their groups meet; presumed without it. */
  memberships?: Memberships
  /** From 0 to 1, for spreading what is tried again. */
  chance: () => number
  /** How many milliseconds a platform may take for a post; 20,000, less than a lease. */
  patience?: number
}

export type Desk = Parts & {
  memberships: Memberships
  /** What became of posts, while the database could not be told. */
  unsettled: Unsettled
}
