/** What follows from what a platform said about a post. */
import { Temporal } from 'temporal-polyfill'
import type { PostOffice } from '../bot/chat-adapter.ts'
import type { Claimed } from '../bot/ledger.ts'
import type { Posted } from '../bot/posted.ts'
import type { Instant } from '../core/calendar.ts'
import { retryAfter } from '../core/retry.ts'
import type { Composed } from './compose.ts'
import { countPrivate } from './count-private.ts'
import type { Desk } from './desk.ts'
import { refuse } from './refuse.ts'
import { settling } from './settling.ts'

export type Sendable = Extract<Composed, { reply: unknown }>

type Doubt = { retryAt?: Instant | undefined; inDoubt?: boolean }

/** To be tried again: when the platform says, and never within the same moment. */
export const again = (post: Claimed, reason: string, desk: Desk, { retryAt, inDoubt = false }: Doubt = {}) => {
  const now = desk.clock()
  const soonest = now.add({ seconds: 1 })
  const asked = retryAt ?? retryAfter(now, post.attempts, desk.chance())
  const nextAt = Temporal.Instant.compare(asked, soonest) < 0 ? soonest : asked
  return { state: 'owed' as const, nextAt, reason, inDoubt }
}

type Sent = { post: Claimed; composed: Sendable; office: PostOffice }

export const recordResult = async ({ post, composed, office }: Sent, posted: Posted, desk: Desk): Promise<void> => {
  const { log } = desk
  const settle = settling(post, desk)
  const reminder = 'direct' in composed ? composed.reminder : undefined
  if ('sent' in posted) {
    await settle({ state: 'sent', ...('kind' in composed && { kind: composed.kind }) })
    if (reminder) await countPrivate(post, { sent: true, asks: reminder.asks }, desk)
  } else if ('refused' in posted) {
    log.warn({ post: post.id, refused: posted.refused }, 'a platform refuses a post for good')
    await settle({ state: 'skipped', reason: 'refused' })
    if (reminder) await countPrivate(post, { sent: false }, desk)
    if ('to' in composed && !composed.isFormer) await refuse(post, { kind: posted.refused, where: composed.to }, desk)
  } else if ('blocked' in posted) {
    log.warn({ post: post.id, why: posted.blocked }, 'a platform does not let what a post says through')
    await settle({ state: 'skipped', reason: 'blocked' })
  } else if ('failed' in posted) {
    log.warn({ post: post.id, why: posted.failed, attempts: post.attempts }, 'a post failed and is tried again')
    await settle(again(post, posted.failed, desk, { retryAt: posted.retryAt }))
  } else {
    log.warn({ post: post.id, why: posted.unknown }, 'nobody knows whether a post arrived')
    await settle(office.remembersKeys > 0 ? again(post, posted.unknown, desk, { inDoubt: true }) : { state: 'unknown' })
  }
}
