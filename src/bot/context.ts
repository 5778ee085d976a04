/** What a command can look at and do in answer to one request. */
import type { Instant } from '../core/calendar.ts'
import type { PostKind } from '../core/post.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Call } from './call.ts'
import type { Command, Context } from './command.ts'
import type { Invocation } from './invocation.ts'
import { lineOf } from './line.ts'
import type { Unconfirmed } from './memberships.ts'
import { tooManyPosts } from './problem.ts'
import type { Store, Writes } from './store.ts'
import { text } from './text.ts'
import { noting } from './touched.ts'
import { UserError } from './user-error.ts'

/** Who asks, where, and what for. */
export type Situation = Pick<Invocation, 'actor' | 'where' | 'checkChannel' | 'mayManageNow' | 'showsForms'> & {
  via?: Invocation['via']
  requestId: string
  call?: Call
  isUnconfirmed: Unconfirmed
  onChanged?: (groups: ReadonlySet<string>) => void
  /** Whether a channel may be told of what this person changes, who may have changed much just now. */
  mayPost?: () => boolean
}

/** Where nothing is asked of a person, such as in a home tab, no group begins or moves. */
const notChecked = async () => 'unknown' as const

/** Posts that somebody can cause as often as they like; of the others there is one for each thing that was done. */
const askedFor: readonly PostKind[] = ['change', 'extra']

export type ContextParts = {
  commands: readonly Command[]
  roadmaps: readonly Roadmap[]
  store: Store
  clock: () => Instant
  /** A new id: for what is made, and for a bug, to find its log entry by. */
  newId: () => string
  /** Told when a change is complete that owes somebody a post. */
  onOwed?: () => void
}

export const contextFor = (situation: Situation, parts: ContextParts): Context => {
  const { commands, roadmaps, store, clock, newId, onOwed } = parts
  const {
    actor,
    where,
    via = 'typed',
    showsForms = false,
    checkChannel = notChecked,
    requestId,
    isUnconfirmed,
    call,
    onChanged,
    mayPost = () => true,
  } = situation
  const { mayManageNow = async () => actor.mayManage } = situation
  const now = clock()
  const change: Context['change'] = async (work) => {
    let owes = false
    const touched = new Set<string>()
    const done = await store.change({ id: requestId, at: now }, async (within) => {
      const owe: Writes['owe'] = (posts, at) => {
        if (posts.some(({ kind }) => askedFor.includes(kind)) && !mayPost()) throw tooManyPosts()
        owes = true
        return within.owe(posts, at)
      }
      const oweAgain: Writes['oweAgain'] = (...posts) => {
        owes = true
        return within.oweAgain(...posts)
      }
      return { result: await work({ ...within, ...noting(within, touched), owe, oweAgain }) }
    })
    if ('repeated' in done)
      throw new UserError('That was done already', { next: [text`The same request came twice; it counts once.`] })
    onChanged?.(touched)
    if (owes) onOwed?.()
    return done.result
  }
  const group = call?.group === undefined ? {} : { group: call.group }
  const asked = { actor, where, via, checkChannel, mayManageNow, isUnconfirmed, ...group, showsForms, requestId }
  const context = { ...asked, roadmaps, commands, now, newId, reads: store, change }
  // Only where it is asked for: what is wrong with the input is for the command to say.
  return { ...context, line: (other) => (call ? lineOf(call.command, { ...call.input, ...other }) : '') }
}
