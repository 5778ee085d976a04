/** Settles a private nudge, and counts it as unanswered until the learner is heard of. */
import type { Claimed } from '../bot/ledger.ts'
import type { Learner } from '../core/group.ts'
import type { Desk } from './desk.ts'

type Outcome = { sent: true; asks: boolean } | { sent: false }

export const settlePrivate = async (post: Claimed, outcome: Outcome, { store, clock, newId }: Desk): Promise<void> => {
  const at = clock()
  // First what must not happen twice; what is counted beside it may be lost with a crash.
  await store.settle(post, outcome.sent ? { state: 'sent' } : { state: 'skipped', reason: 'refused' }, at)
  await store.change({ id: `settle ${newId()}`, at }, async (within) => {
    const learner = await within.learner(post.learnerId ?? '')
    if (learner) await within.saveLearner(afterwards(learner, outcome))
  })
}

const afterwards = (learner: Learner, outcome: Outcome): Learner => {
  const { nextPrivateAt: _, ...others } = learner
  if (!outcome.sent) return { ...others, nudges: false, unanswered: 0, unreachable: true }
  if (outcome.asks) return { ...others, nudges: false, unanswered: 0 }
  return { ...learner, unanswered: learner.unanswered + 1 }
}
