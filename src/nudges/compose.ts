/** Makes a post of what is owed, at the moment of sending, from how things are then; or tells why there is nothing to send any more. */
import type { ActorId, Address } from '../bot/invocation.ts'
import type { Memberships } from '../bot/memberships.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { GroupPostKind, Post, PostKind, SkipReason } from '../core/post.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { composeChange, composeEnd, composeOrganizer, composeStage } from './compose-announcement.ts'
import { composeDeletion } from './compose-deletion.ts'
import { composeMember } from './compose-member.ts'
import { composePrivate, notConfirmed } from './compose-private.ts'
import { composeExtra, composeWeek } from './compose-weekly.ts'
import { type GroupScene, groupSceneOf } from './group-scene.ts'

export type Composing = { reads: Reads; roadmaps: readonly Roadmap[]; memberships: Memberships; now: Instant }

export type Composed =
  | ({ to: Address } & ToChannel)
  | ToPerson
  | { skip: SkipReason }
  /** Not now, for a passing reason. */
  | { later: string }

/** `isFormer`: the group met there before; that it takes no posts says nothing of the group. */
type ToChannel = { reply: Reply; kind: PostKind; isFormer?: true }

/** `reminder`: it counts as one, and whether it is the last of its kind, unless the learner answers. */
type ToPerson = { direct: ActorId; reply: Reply; reminder?: { asks: boolean } }

/** A reply, and what kind of post it is in the end. */
export type ForChannel = ({ to?: Address } & ToChannel) | { skip: SkipReason }

/** For the group's channel, or for one member of it alone. */
export type ForGroup = ForChannel | ToPerson

type ComposeForGroup = (post: Post, scene: GroupScene, reads: Reads) => Promise<ForGroup>

const forGroup: Record<GroupPostKind, ComposeForGroup> = {
  week: composeWeek,
  end: composeWeek,
  extra: composeExtra,
  stage: composeStage,
  organizer: composeOrganizer,
  change: composeChange,
}

export const compose = async (post: Post, composing: Composing): Promise<Composed> => {
  const { kind } = post
  if (kind === 'private') return composePrivate(post, composing)
  if (kind === 'deletion') return composeDeletion(post, composing)
  if (kind === 'member') return composeMember(post, composing)
  const end = kind === 'change' ? composeEnd(post) : undefined
  if (end) return end
  const scene = await groupSceneOf(post, composing)
  if (!('home' in scene)) return scene
  const composeNow = () => forGroup[kind](post, scene, composing.reads)
  const composed = await composeNow()
  if ('kind' in composed) return { to: scene.home, ...composed }
  if (!('direct' in composed)) return composed
  const isUnconfirmed = await composing.memberships.confirm(composed.direct, scene.group.id)
  if (isUnconfirmed(scene.group.id)) return { later: notConfirmed }
  // Whoever turns out to be gone is no member any more.
  const again = await composeNow()
  return 'kind' in again ? { to: scene.home, ...again } : again
}
