/**
 * How much a person may put before others: what a channel reads because of one of them is counted over the last minute. Only channels are
 * spared by it: what is asked for is answered all the same, to them alone.
 */

import { LRUCache } from 'lru-cache'
import type { ActorId } from '../chat/invocation.ts'
import type { PublicLimit } from './limits.ts'

const [maxPublic, minuteMs] = [3, 60_000]

const maxPeople = 10_000

export const createPublicLimit = (): PublicLimit => {
  const latest = new LRUCache<ActorId, readonly number[]>({ max: maxPeople })
  return (actor, { epochMilliseconds: now }) => {
    // Of later than now, a clock that was set back knows nothing.
    const recent = () => (latest.get(actor) ?? []).filter((at) => at <= now && at > now - minuteMs)
    let may: boolean | undefined
    let isOver = false
    return {
      take() {
        if (isOver) return false
        if (may !== undefined) return may
        const before = recent()
        may = before.length < maxPublic
        if (may) latest.set(actor, [...before, now])
        return may
      },
      release() {
        isOver = true
        if (!may) return
        may = false
        const known = latest.get(actor) ?? []
        const at = known.lastIndexOf(now)
        latest.set(
          actor,
          known.filter((_, index) => index !== at),
        )
      },
    }
  }
}
