/**
 * Limits how many public answers one person causes in a minute. Only channels are spared by it: over the limit, the answer is private.
 */

import { LRUCache } from 'lru-cache'
import type { ActorId } from '../chat/invocation.ts'
import type { PublicLimit } from './limits.ts'

const [maxPublic, minuteMs] = [3, 60_000]

const maxPeople = 10_000

export const createPublicLimit = (): PublicLimit => {
  const latest = new LRUCache<ActorId, readonly number[]>({ max: maxPeople })
  return (actor, { epochMilliseconds: now }) => {
    // After the clock was set back, later instants do not count.
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
