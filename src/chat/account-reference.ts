/** How a line names an account that somebody mentioned: by its id, so that nobody's display name is ever read as part of a command. */
import type { ActorId } from './invocation.ts'

export const accountReference = (id: ActorId): string => `@${id}`

/** The account that a value refers to; undefined for a name. */
export const readAccountReference = (value: string): ActorId | undefined => /^@([a-z]+:\S+)$/.exec(value)?.[1]
