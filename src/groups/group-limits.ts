/** Limits on the groups that one person founds and is in: each costs posts and look-ups. */
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Learner } from '../core/group.ts'
import type { Readers } from '../ports/database.ts'

const [maxFounded, maxJoined] = [20, 50]

type Counts = Pick<Readers, 'groupCountsOf'>

/** Throws UserError if the learner is in the maximum number of groups. */
export const checkMayJoin = async ({ id }: Pick<Learner, 'id'>, reads: Counts): Promise<void> => {
  refuseMore(await reads.groupCountsOf(id))
}

/** Throws UserError if the learner has founded, or is in, the maximum number of groups. */
export const checkMayFound = async ({ id }: Pick<Learner, 'id'>, reads: Counts): Promise<void> => {
  const counts = await reads.groupCountsOf(id)
  if (counts.founded >= maxFounded) {
    throw new UserError(`You have started ${maxFounded} groups`, {
      next: [
        text`One person can start no more. Ask somebody else to start this one, or end one of yours with ${typed('group end')}.`,
      ],
    })
  }
  refuseMore(counts)
}

const refuseMore = ({ joined }: { joined: number }) => {
  if (joined < maxJoined) return
  throw new UserError(`You are in ${maxJoined} groups`, {
    next: [text`One person can be in no more. Leave one with ${typed('leave')}, and then try again.`],
  })
}
