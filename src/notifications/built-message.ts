/** A message of the outbox, built: where it goes and what it says, or why it is not sent. */
import type { Memberships } from '../bot/memberships.ts'
import type { ActorId, Address } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { Instant } from '../core/calendar.ts'
import type { MessageKind, SkipReason } from '../core/outbox-message.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Readers } from '../ports/database.ts'

export type BuildDeps = { reads: Readers; roadmaps: readonly Roadmap[]; memberships: Memberships; now: Instant }

export type BuiltMessage =
  | ({ to: Address } & ToChannel)
  | ToPerson
  | { skip: SkipReason }
  /** Not now, for a passing reason. */
  | { later: string }

/** `isFormer`: the group met there before; that it takes no posts says nothing of the group. */
type ToChannel = { reply: Reply; kind: MessageKind; isFormer?: true }

/** `reminder`: it counts as one, and whether it is the last of its kind, unless the learner answers. */
type ToPerson = { direct: ActorId; reply: Reply; reminder?: { asks: boolean } }

/** A reply, and what kind of post it is in the end. */
export type ForChannel = ({ to?: Address } & ToChannel) | { skip: SkipReason }

/** For the group's channel, or for one member of it alone. */
export type ForGroup = ForChannel | ToPerson
