/** Decides before the work is done who may see an answer: platforms show the name of the caller beside every public answer. */

import type { Invocation } from '../chat/invocation.ts'
import { isNamed } from '../core/group.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { LearnerReader } from '../ports/learners.ts'
import type { Command, Visibility } from './command.ts'
import { withTimeout } from './with-timeout.ts'

/** How long a database may take, of the three seconds that platforms wait; in milliseconds. */
const timeoutMs = 1000

type AudienceDeps = { invocation: Pick<Invocation, 'actor' | 'where'>; reads: Pick<LearnerReader, 'learnerOf'> }

/** `caller`: the answer is private, whatever the command declares; also where the caller's visibility is not known. */
export const widestAudience = async ({ invocation: { actor, where }, reads }: AudienceDeps): Promise<Visibility> => {
  // Nobody else is there.
  if (where.direct) return 'channel'
  try {
    const learner = await withTimeout(reads.learnerOf(actor.id), timeoutMs)
    if (learner === 'timeout') return 'caller'
    return !learner || isNamed(learner) ? 'channel' : 'caller'
  } catch (error) {
    if (error instanceof StoreUnavailable) return 'caller'
    throw error
  }
}

/** Who sees a command's answers, unless the answer says otherwise. A press on a button is answered privately. */
export const usualAudience = (
  { source }: Pick<Invocation, 'source'>,
  { answers }: Pick<Command, 'answers'>,
): Visibility => (source === 'component' ? 'caller' : answers)

/** The smaller of two. */
export const narrower = (one: Visibility, other: Visibility): Visibility => (one === 'caller' ? 'caller' : other)
