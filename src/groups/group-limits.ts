/** How many groups one person may found and be in: each costs posts, and time whenever something of theirs is looked up. */
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Learner } from '../core/group.ts'
import type { Readers } from '../ports/database.ts'

const [maxFounded, maxJoined] = [20, 50]

type Asked = Pick<Learner, 'id'>
type Counts = Pick<Readers, 'groupCountsOf'>

/** Throws UserError where the learner is in as many groups as one can be. */
export const checkMayJoin = async ({ id }: Asked, reads: Counts): Promise<void> => {
  refuseMore(await reads.groupCountsOf(id))
}

/** Throws UserError where the learner has started as many groups as one can, or is in as many. */
export const checkMayFound = async ({ id }: Asked, reads: Counts): Promise<void> => {
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
