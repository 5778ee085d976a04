/**
 * How many commands a person may send: a token bucket for each, kept as the one instant at which it is full again. What is refused takes
 * no token, so whoever waits as long as they are told is answered. Several processes count by themselves.
 */

import { LRUCache } from 'lru-cache'
import type { ActorId } from '../chat/invocation.ts'
import type { RateLimit } from './limits.ts'

/** `atOnce` commands, and then one in so many milliseconds. */
export type Rate = { atOnce: number; everyMs: number }

/** Whoever was silent for longer than so many others has a full bucket, or nearly. */
const maxPeople = 10_000

export const createRateLimit = ({ atOnce, everyMs }: Rate): RateLimit => {
  const size = atOnce * everyMs
  const fullAt = new LRUCache<ActorId, number>({ max: maxPeople })
  return (actor, { epochMilliseconds: now }, { spared } = { spared: 0 }) => {
    const room = size - Math.min(spared, atOnce - 1) * everyMs
    const known = fullAt.get(actor) ?? now
    // A clock that was set back would keep somebody waiting for as long.
    const next = (known > now + size ? now : Math.max(known, now)) + everyMs
    if (next > now + room) return Math.ceil((next - now - room) / 1000)
    fullAt.set(actor, next)
    return undefined
  }
}
