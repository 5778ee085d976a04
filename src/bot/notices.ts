/** What somebody should know besides the answer to what they asked, such as that posts of their group are refused. */
import type { ActorId } from './invocation.ts'
import type { Reply } from './reply.ts'

export type Notices = {
  /** What this person has not been told yet; told once. */
  take(actor: ActorId): Promise<readonly Reply[]>
}

export const noNotices: Notices = { take: async () => [] }
