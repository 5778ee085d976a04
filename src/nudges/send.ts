/** Sends one claimed post and settles it. Whatever happens here concerns this post alone. */
import { setTimeout } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import type { PostOffice } from '../bot/chat-adapter.ts'
import type { Claimed } from '../bot/ledger.ts'
import type { Posted } from '../bot/posted.ts'
import { retryAfter } from '../core/retry.ts'
import { type Composed, compose } from './compose.ts'
import type { Desk } from './desk.ts'
import { refuse } from './refuse.ts'
import { settlePrivate } from './settle-private.ts'

export const send = async (post: Claimed, office: PostOffice, desk: Desk): Promise<void> => {
  const { store, roadmaps, clock, log, patience = 20_000 } = desk
  try {
    const composed = await composedOrFailed(post, desk, () => compose(post, { reads: store, roadmaps, now: clock() }))
    if (!composed) return
    if ('skip' in composed) {
      await store.settle(post, { state: 'skipped', reason: composed.skip }, clock())
      return
    }
    // A process that slept through its lease has lost the post: another may have sent it.
    if (Temporal.Instant.compare(post.nextAt, clock()) <= 0) return
    const posted = await handOver(composed, { office, key: post.id, patience })
    await settle(post, composed, posted, { office, desk })
  } catch (error) {
    // The database is out of reach: the lease ends by itself, and what is unknown then is treated as such.
    log.error({ err: error, post: post.id }, 'a post could not be settled')
  }
}

/** A post that cannot be composed is a bug, or the database's fault: it was not sent, so it is tried again. */
const composedOrFailed = async (
  post: Claimed,
  desk: Desk,
  work: () => Promise<Composed>,
): Promise<Composed | undefined> => {
  try {
    return await work()
  } catch (error) {
    desk.log.error({ err: error, post: post.id }, 'a post could not be composed')
    await again(post, 'it could not be composed', undefined, desk)
    return undefined
  }
}

type Ready = Exclude<Composed, { skip: unknown }>

type Parcel = { office: PostOffice; key: string; patience: number }

/** An adapter that throws, or does not come back, has not said whether the post went out. */
const handOver = async (composed: Ready, { office, key, patience }: Parcel): Promise<Posted> => {
  const impatience = new AbortController()
  const tooLong = setTimeout(patience, { unknown: 'no answer in time' }, { signal: impatience.signal })
  const { reply } = composed
  try {
    const posting =
      'direct' in composed ? office.direct(composed.direct, reply, key) : office.post(composed.to, reply, key)
    return await Promise.race([posting, tooLong])
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) }
  } finally {
    tooLong.catch(() => {})
    impatience.abort()
  }
}

const again = (post: Claimed, why: string, retryAt: Temporal.Instant | undefined, { store, clock, chance }: Desk) => {
  const now = clock()
  const nextAt = retryAt ?? retryAfter(now, post.attempts, chance())
  return store.settle(post, { state: 'owed', nextAt, reason: why }, now)
}

type Around = { office: PostOffice; desk: Desk }

const settle = async (post: Claimed, composed: Ready, posted: Posted, { office, desk }: Around): Promise<void> => {
  const { store, clock, log } = desk
  if ('sent' in posted) {
    if ('direct' in composed) await settlePrivate(post, { sent: true, asks: composed.asks }, desk)
    else await store.settle(post, { state: 'sent' }, clock())
  } else if ('refused' in posted) {
    log.warn({ post: post.id, refused: posted.refused }, 'a platform refuses a post for good')
    if ('direct' in composed) await settlePrivate(post, { sent: false }, desk)
    else await refuse(post, posted.refused, desk)
  } else if ('failed' in posted) {
    log.warn({ post: post.id, why: posted.failed, attempts: post.attempts }, 'a post failed and is tried again')
    await again(post, posted.failed, posted.retryAt, desk)
  } else {
    log.warn({ post: post.id, why: posted.unknown }, 'nobody knows whether a post arrived')
    if (office.remembersKeys > 0) await again(post, posted.unknown, clock(), desk)
    else await store.settle(post, { state: 'unknown' }, clock())
  }
}
