import { Refusal } from './refusal.ts'
import type { Channel } from './state.ts'

export type PostLimit = { burst?: number; perSecond?: number }

/** About one message per second and channel, with short bursts; off unless set. */
export const createPostLimit = (clock: () => number) => {
  let limit: Required<PostLimit> | undefined
  const buckets = new Map<Channel, { left: number; at: number }>()
  return {
    set(value: PostLimit | false) {
      limit = value === false ? undefined : { burst: 3, perSecond: 1, ...value }
      buckets.clear()
    },
    take(channel: Channel) {
      if (!limit) return
      const { burst, perSecond } = limit
      const { left, at } = buckets.get(channel) ?? { left: burst, at: clock() }
      const now = clock()
      const available = Math.min(burst, left + ((now - at) / 1000) * perSecond)
      if (available < 1) {
        buckets.set(channel, { left: available, at: now })
        const seconds = Math.ceil((1 - available) / perSecond)
        throw new Refusal('ratelimited', {}, { status: 429, headers: { 'retry-after': String(seconds) } })
      }
      buckets.set(channel, { left: available - 1, at: now })
    },
  }
}

export type PostLimitKeeper = ReturnType<typeof createPostLimit>
