/** Counts a private nudge as unanswered until the learner is heard of; one that was refused is the last. */
import type { Claimed } from '../bot/ledger.ts'
import type { Learner } from '../core/group.ts'
import type { Desk } from './desk.ts'

type Outcome = { sent: true; asks: boolean } | { sent: false }

export const countPrivate = async (post: Claimed, outcome: Outcome, { store, clock, newId }: Desk): Promise<void> => {
  await store.change({ id: `counted ${newId()}`, at: clock() }, async (within) => {
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
