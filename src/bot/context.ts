/** What a command can look at and do in answer to one request. */

import { type Action, actionInputOf } from '../chat/action.ts'
import type { Invocation } from '../chat/invocation.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Instant } from '../core/calendar.ts'
import type { MessageKind } from '../core/outbox-message.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Database, Readers } from '../ports/database.ts'
import type { OutboxWriter } from '../ports/outbox.ts'
import type { Command, Context } from './command.ts'
import { tooManyPosts } from './error-replies.ts'
import type { Unconfirmed } from './memberships.ts'
import type { Input } from './read-options.ts'
import type { ResolvedCommand } from './resolve-command.ts'
import { trackChangedGroups } from './track-changed-groups.ts'

/** Who asks, where, and what for. */
export type RequestContext = Pick<Invocation, 'actor' | 'where' | 'checkChannel' | 'mayManageNow' | 'showsForms'> & {
  source?: Invocation['source']
  reads: Readers
  requestId: string
  resolved?: ResolvedCommand
  isUnconfirmed: Unconfirmed
  onChanged?: (groups: ReadonlySet<string>) => void
  /** Whether a channel may be told of what this person changes, who may have changed much just now. */
  mayPost?: () => boolean
}

/** Where nothing is asked of a person, such as in a home tab, no group begins or moves. */
const notChecked = async () => 'unknown' as const

/** Posts that somebody can cause as often as they like; of the others there is one for each thing that was done. */
const askedFor: readonly MessageKind[] = ['change', 'extra']

export type ContextDeps = {
  commands: readonly Command[]
  roadmaps: readonly Roadmap[]
  store: Database
  clock: () => Instant
  /** A new id: for what is made, and for a bug, to find its log entry by. */
  newId: () => string
  /** Told when a change is complete that owes somebody a post. */
  onEnqueued?: () => void
}

export const contextFor = (situation: RequestContext, deps: ContextDeps): Context => {
  const { commands, roadmaps, store, clock, newId, onEnqueued } = deps
  const {
    actor,
    where,
    source = 'command',
    showsForms = false,
    checkChannel = notChecked,
    reads,
    requestId,
    isUnconfirmed,
    resolved,
    onChanged,
    mayPost = () => true,
  } = situation
  const { mayManageNow = async () => actor.mayManage } = situation
  const now = clock()
  const transaction: Context['transaction'] = async (work) => {
    let hasEnqueued = false
    const touched = new Set<string>()
    const done = await store.transaction({ id: requestId, at: now }, async (within) => {
      const enqueue: OutboxWriter['enqueue'] = (posts, at) => {
        if (posts.some(({ kind }) => askedFor.includes(kind)) && !mayPost()) throw tooManyPosts()
        hasEnqueued = true
        return within.enqueue(posts, at)
      }
      const requeueSkipped: OutboxWriter['requeueSkipped'] = (...posts) => {
        hasEnqueued = true
        return within.requeueSkipped(...posts)
      }
      return { result: await work({ ...within, ...trackChangedGroups(within, touched), enqueue, requeueSkipped }) }
    })
    if ('repeated' in done)
      throw new UserError('That was done already', { next: [text`The same request came twice; it counts once.`] })
    onChanged?.(touched)
    if (hasEnqueued) onEnqueued?.()
    return done.result
  }
  const group = resolved?.group === undefined ? {} : { group: resolved.group }
  const asked = { actor, where, source, checkChannel, mayManageNow, isUnconfirmed, ...group, showsForms, requestId }
  const context = { ...asked, roadmaps, commands, now, newId, reads, transaction }
  return { ...context, action: (other) => actionOf(resolved, other) }
}

/** Where nobody asked for a command, such as in a home tab, there is none to ask again. */
const actionOf = (resolved: ResolvedCommand | undefined, other: Input = {}): Action => {
  if (!resolved) return { command: 'help' }
  const { command, input, group } = resolved
  return {
    command: command.name,
    input: actionInputOf({ ...input, ...other }),
    ...(group !== undefined && { group }),
  }
}
