/** What somebody should know besides the answer to what they asked, such as that posts of their group are refused. */
import type { ActorId } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'

export type Warnings = {
  /** What this person has not been told yet; told once. */
  take(actor: ActorId): Promise<readonly Reply[]>
}

export const noWarnings: Warnings = { take: async () => [] }
