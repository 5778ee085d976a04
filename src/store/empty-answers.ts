/** The answers of a database that does not exist yet: a terminal in which somebody only reads the roadmap creates none. */
import type { Database } from '../ports/database.ts'

/** An answer for each method of a port. */
export type Answers<Port> = {
  [Name in keyof Port]: Port[Name] extends (...input: never[]) => Promise<infer Answer> ? Answer : never
}

export const emptyReads: Answers<Database['reads']> = {
  ...{ groupAt: undefined, groupOf: undefined, learnerOf: undefined, learner: undefined },
  ...{ endAnnouncedIn: undefined, lastClosingOf: undefined, storedAction: undefined },
  ...{ groupsIn: [], groupsOf: [], groupsDue: [], blockedGroups: [], channelsOf: [], membersOf: [], workspaces: [] },
  ...{ accountsOf: [], idleLearners: [], learnersDue: [], unreachableLearners: [] },
  ...{ completionsOf: [], skipsOf: [], closedWeeksOf: [], boardOf: [], scoredUnitsOf: [], postsOf: [] },
  ...{ groupCountsOf: { joined: 0, founded: 0 }, exportOf: {} },
}

export const emptyOutbox: Answers<Database['outbox']> = {
  ...{ claim: [], markSending: false, complete: false },
  ...{ expiredLeases: [], skipOverdue: 0, markUnconfirmed: [], deleteBefore: 0 },
}

export const emptyNotes: Answers<Database['learnerNotes']> = { refreshName: undefined, noteUnknownLastSeen: 0 }
