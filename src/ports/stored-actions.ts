/**
 * Encoded actions that are too long for a platform's controls are stored, and the control carries an id. The id is a hash of the action and
 * the card's owner, so that the same card again stores nothing new. It gives no rights: the person who presses is the actor.
 */
import type { ActorId } from '../chat/invocation.ts'
import type { Instant } from '../core/calendar.ts'

/** Ids by their encoded actions. */
export type StoredActions = ReadonlyMap<string, string>

export type StoredActionReader = {
  /** A stored action in its encoding; undefined when it is too old, or its owner was deleted. */
  storedAction(id: string): Promise<string | undefined>
}

export type StoredActionRepository = {
  /** Stores the actions of a card in one statement. An existing action keeps its id. */
  storeActions(actions: readonly string[], card: { owner?: ActorId; at: Instant }): Promise<StoredActions>
  /** Deletes actions that no card has used since an instant; returns how many. */
  deleteActionsBefore(before: Instant): Promise<number>
}
