/**
 * Sends one claimed post and settles it. Whatever happens here concerns this post alone. Everything that can fail before the request
 * leaves comes before the post is marked as handed over: only the request itself can leave doubt.
 */
import { Temporal } from 'temporal-polyfill'
import type { PostOffice, Recipient } from '../bot/chat-adapter.ts'
import type { Claimed } from '../bot/ledger.ts'
import { errorWords } from '../bot/logged-error.ts'
import type { NotSent, Posted, ReadyMessage } from '../bot/posted.ts'
import { type Composed, compose } from './compose.ts'
import type { Desk } from './desk.ts'
import { patienceOf, withinPatience } from './patience.ts'
import { again, recordResult, type Sendable } from './record-result.ts'
import { settling } from './settling.ts'

export const send = async (post: Claimed, office: PostOffice, desk: Desk): Promise<void> => {
  const { store, clock, log } = desk
  const settle = settling(post, desk)
  try {
    const ready = await readyOrFailed(post, office, desk)
    if ('skip' in ready) return await settle({ state: 'skipped', reason: ready.skip })
    if ('later' in ready) return await settle(again(post, ready.later, desk))
    const { composed, message } = ready
    if (!('send' in message)) return await recordResult({ post, composed, office }, message, desk)
    // Nobody knows whether an earlier attempt arrived, and the platform may forget its key before this one does.
    if (isForgotten(post, office, desk)) return await settle({ state: 'unknown' })
    // A process that slept through its lease has lost the post: another may have sent it.
    if (!(await store.handOver(post, clock()))) return
    await recordResult({ post, composed, office }, await resultOf(message, desk), desk)
  } catch (error) {
    // The database is out of reach. What was not handed over is owed again when the lease is over; the rest is kept in mind.
    log.error({ err: error, post: post.id }, 'a post could not be settled')
  }
}

type Ready = { composed: Sendable; message: ReadyMessage | NotSent } | Exclude<Composed, Sendable>

const ready = async (post: Claimed, office: PostOffice, desk: Desk): Promise<Ready> => {
  const { store, roadmaps, clock, memberships } = desk
  const composed = await compose(post, { reads: store, roadmaps, memberships, now: clock() })
  if (!('reply' in composed)) return composed
  const to: Recipient = 'direct' in composed ? { person: composed.direct } : { channel: composed.to }
  const message = await withinPatience(office.prepare(to, composed.reply, post.id), desk)
  return message === 'slow' ? { later: 'it was not ready in time' } : { composed, message }
}

/** A post that cannot be made ready is a bug, or the database's fault: it was not sent, so it is tried again. */
const readyOrFailed = async (post: Claimed, office: PostOffice, desk: Desk): Promise<Ready> => {
  try {
    return await ready(post, office, desk)
  } catch (error) {
    desk.log.error({ err: error, post: post.id }, 'a post could not be made ready')
    return { later: 'it could not be made ready' }
  }
}

const isForgotten = ({ doubtSince }: Claimed, { remembersKeys }: PostOffice, desk: Desk): boolean => {
  if (doubtSince === undefined) return false
  const until = desk.clock().add({ milliseconds: patienceOf(desk) })
  return Temporal.Instant.compare(doubtSince.add({ seconds: remembersKeys }), until) <= 0
}

/** An adapter that throws, or does not come back, has not said whether the post went out. */
const resultOf = async (message: ReadyMessage, desk: Desk): Promise<Posted> => {
  try {
    const posted = await withinPatience(message.send(), desk)
    return posted === 'slow' ? { unknown: 'no answer in time' } : posted
  } catch (error) {
    return { unknown: errorWords(error) }
  }
}
