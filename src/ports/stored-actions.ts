/**
 * Command lines that are too long for a platform's controls are kept, and the control carries an id. The id follows from the line and
 * from whose card it is on, so that the same card again keeps nothing new. It gives no rights: whoever presses is the actor.
 */

/** Ids by their lines. */
export type StoredActions = ReadonlyMap<string, string>
