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
  /** Try again later, for a passing reason. */
  | { later: string }

/** `isFormer`: the group's former channel; a refusal there does not block the group. */
type ToChannel = { reply: Reply; kind: MessageKind; isFormer?: true }

/** `reminder`: the message counts as a reminder; `asks`: it is the last one unless the learner reacts. */
type ToPerson = { direct: ActorId; reply: Reply; reminder?: { asks: boolean } }

/** A reply, and the kind that the message turns out to be. */
export type ForChannel = ({ to?: Address } & ToChannel) | { skip: SkipReason }

/** For the group's channel, or for one member. */
export type ForGroup = ForChannel | ToPerson
