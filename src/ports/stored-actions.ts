/**
 * Command lines that are too long for a platform's controls are stored, and the control carries an id. The id is a hash of the line and
 * the card's owner, so that the same card again stores nothing new. It gives no rights: the person who presses is the actor.
 */
import type { ActorId } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'

/** Ids by their lines. */
export type StoredActions = ReadonlyMap<string, string>

export type StoredActionReader = {
  /** The line of a stored action; undefined when it is too old, or its owner was deleted. */
  storedLine(id: string): Promise<string | undefined>
}

export type StoredActionRepository = {
  /** Stores the lines of a card in one statement. An existing line keeps its id. */
  storeActions(lines: readonly string[], card: { owner?: ActorId; at: Instant }): Promise<StoredActions>
  /** Deletes actions that no card has used since an instant; returns how many. */
  deleteActionsBefore(before: Instant): Promise<number>
}
