/** Sends one claimed post and settles it. Whatever happens here concerns this post alone. */
import { setTimeout } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import type { PostOffice } from '../bot/chat-adapter.ts'
import type { Claimed } from '../bot/ledger.ts'
import { errorWords } from '../bot/logged-error.ts'
import type { Posted } from '../bot/posted.ts'
import type { Instant } from '../core/calendar.ts'
import { retryAfter } from '../core/retry.ts'
import { type Composed, compose } from './compose.ts'
import { countPrivate } from './count-private.ts'
import type { Desk } from './desk.ts'
import { refuse } from './refuse.ts'
import { settling } from './settling.ts'

export const send = async (post: Claimed, office: PostOffice, desk: Desk): Promise<void> => {
  const { store, roadmaps, clock, log } = desk
  const settle = settling(post, desk)
  try {
    const composed = await composedOrFailed(post, desk, () => compose(post, { reads: store, roadmaps, now: clock() }))
    if (!composed) return
    if ('skip' in composed) return await settle({ state: 'skipped', reason: composed.skip })
    if ('later' in composed) return await settle(again(post, composed.later, desk))
    // Nobody knows whether an earlier attempt arrived, and the platform may forget its key before this one does.
    if (isForgotten(post, office, desk)) return await settle({ state: 'unknown' })
    // A process that slept through its lease has lost the post: another may have sent it.
    if (!(await store.handOver(post, clock()))) return
    await settleAs(post, composed, await deliveryOf(post, composed, { office, desk }), { office, desk })
  } catch (error) {
    // The database is out of reach. What was not handed over is owed again when the lease is over; the rest is kept in mind.
    log.error({ err: error, post: post.id }, 'a post could not be settled')
  }
}

const patienceOf = ({ patience = 20_000 }: Desk): number => patience

const isForgotten = ({ doubtSince }: Claimed, { remembersKeys }: PostOffice, desk: Desk): boolean => {
  if (doubtSince === undefined) return false
  const until = desk.clock().add({ milliseconds: patienceOf(desk) })
  return Temporal.Instant.compare(doubtSince.add({ seconds: remembersKeys }), until) <= 0
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
    await settling(post, desk)(again(post, 'it could not be composed', desk))
    return undefined
  }
}

type Ready = Extract<Composed, { reply: unknown }>
type Around = { office: PostOffice; desk: Desk }

/** An adapter that throws, or does not come back, has not said whether the post went out. */
const deliveryOf = async (post: Claimed, composed: Ready, { office, desk }: Around): Promise<Posted> => {
  const impatience = new AbortController()
  const tooLong = setTimeout(patienceOf(desk), { unknown: 'no answer in time' }, { signal: impatience.signal })
  const { reply } = composed
  try {
    const posting =
      'direct' in composed ? office.direct(composed.direct, reply, post.id) : office.post(composed.to, reply, post.id)
    return await Promise.race([posting, tooLong])
  } catch (error) {
    return { unknown: errorWords(error) }
  } finally {
    tooLong.catch(() => {})
    impatience.abort()
  }
}

type Doubt = { retryAt?: Instant | undefined; inDoubt?: boolean }

/** To be tried again: when the platform says, and never within the same moment. */
const again = (post: Claimed, reason: string, desk: Desk, { retryAt, inDoubt = false }: Doubt = {}) => {
  const now = desk.clock()
  const soonest = now.add({ seconds: 1 })
  const asked = retryAt ?? retryAfter(now, post.attempts, desk.chance())
  const nextAt = Temporal.Instant.compare(asked, soonest) < 0 ? soonest : asked
  return { state: 'owed' as const, nextAt, reason, inDoubt }
}

const settleAs = async (post: Claimed, composed: Ready, posted: Posted, { office, desk }: Around): Promise<void> => {
  const { log } = desk
  const settle = settling(post, desk)
  if ('sent' in posted) {
    await settle({ state: 'sent', ...('kind' in composed && { kind: composed.kind }) })
    if ('direct' in composed) await countPrivate(post, { sent: true, asks: composed.asks }, desk)
  } else if ('refused' in posted) {
    log.warn({ post: post.id, refused: posted.refused }, 'a platform refuses a post for good')
    await settle({ state: 'skipped', reason: 'refused' })
    if ('direct' in composed) await countPrivate(post, { sent: false }, desk)
    else await refuse(post, { kind: posted.refused, where: composed.to }, desk)
  } else if ('failed' in posted) {
    log.warn({ post: post.id, why: posted.failed, attempts: post.attempts }, 'a post failed and is tried again')
    await settle(again(post, posted.failed, desk, { retryAt: posted.retryAt }))
  } else {
    log.warn({ post: post.id, why: posted.unknown }, 'nobody knows whether a post arrived')
    await settle(office.remembersKeys > 0 ? again(post, posted.unknown, desk, { inDoubt: true }) : { state: 'unknown' })
  }
}
