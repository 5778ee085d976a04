/** Who may see an answer at most, decided before the work is done: platforms name whoever asked beside every answer that others see. */
import { isNamed } from '../core/group.ts'
import type { Audience, Command } from './command.ts'
import { inTime } from './in-time.ts'
import type { Invocation } from './invocation.ts'
import { type Reads, StoreUnavailable } from './store.ts'

/** How long a database may take, of the three seconds that platforms wait; in milliseconds. */
const patience = 1000

type Asked = { invocation: Pick<Invocation, 'actor' | 'where'>; reads: Pick<Reads, 'learnerOf'> }

/** `caller`: the answer is private, whatever the command says; also where it is not known who may read the person's name. */
export const widestAudience = async ({ invocation: { actor, where }, reads }: Asked): Promise<Audience> => {
  // Nobody else is there.
  if (where.direct) return 'channel'
  try {
    const learner = await inTime(reads.learnerOf(actor.id), patience)
    if (learner === 'slow') return 'caller'
    return !learner || isNamed(learner) ? 'channel' : 'caller'
  } catch (error) {
    if (error instanceof StoreUnavailable) return 'caller'
    throw error
  }
}

/** Who sees a command's answers, unless the answer says otherwise. Whoever presses a button asked for themselves, not for the channel. */
export const usualAudience = ({ via }: Pick<Invocation, 'via'>, { answers }: Pick<Command, 'answers'>): Audience =>
  via === 'control' ? 'caller' : answers

/** The smaller of two. */
export const narrower = (one: Audience, other: Audience): Audience => (one === 'caller' ? 'caller' : other)
