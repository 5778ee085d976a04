/** Makes the context in which a command answers one request. */

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

/** A request with its resolved command. */
export type RequestContext = Pick<Invocation, 'actor' | 'where' | 'checkChannel' | 'mayManageNow' | 'showsForms'> & {
  source?: Invocation['source']
  reads: Readers
  requestId: string
  resolved?: ResolvedCommand
  isUnconfirmed: Unconfirmed
  onChanged?: (groups: ReadonlySet<string>) => void
  /** Whether the bot may post in a channel about changes of this person, who may have changed much just now. */
  mayPost?: () => boolean
}

/** Without a request, such as for a home tab, no group begins or moves. */
const notChecked = async () => 'unknown' as const

/** Posts that somebody can cause without limit; each of the other kinds comes once for each completed thing. */
const askedFor: readonly MessageKind[] = ['change', 'extra']

export type ContextDeps = {
  commands: readonly Command[]
  roadmaps: readonly Roadmap[]
  store: Database
  clock: () => Instant
  /** A new id for a record, or for a bug and its log entry. */
  newId: () => string
  /** Called when a change that enqueues messages is complete. */
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
  const caller = { actor, where, source, checkChannel, mayManageNow, isUnconfirmed, ...group, showsForms, requestId }
  const context = { ...caller, roadmaps, commands, now, newId, reads, transaction }
  return { ...context, action: (other) => actionOf(resolved, other) }
}

/** Without a requested command, such as for a home tab, there is none to repeat. */
const actionOf = (resolved: ResolvedCommand | undefined, other: Input = {}): Action => {
  if (!resolved) return { command: 'help' }
  const { command, input, group } = resolved
  return {
    command: command.name,
    input: actionInputOf({ ...input, ...other }),
    ...(group !== undefined && { group }),
  }
}
