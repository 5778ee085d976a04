/** Warnings for a person beside their answer, such as that posts of their group are blocked. */
import type { ActorId } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'

export type Warnings = {
  /** The warnings that this person has not seen yet; each comes once. */
  take(actor: ActorId): Promise<readonly Reply[]>
}

export const noWarnings: Warnings = { take: async () => [] }
