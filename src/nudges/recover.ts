/**
 * What is to be done with posts that were claimed and never settled: their process died, or lost the database, in the middle.
 *
 * The rule: what was not handed over yet is owed again. What was is owed again where the platform recognizes the key of a repeated
 * post, and may still remember it. Where it does not, nobody knows whether it arrived, and it is never repeated by itself: it is marked
 * as unknown, the log and `group log` say so, and an organizer decides. The worst case is one missing post in each channel that was
 * being written to at the moment of the crash.
 */
import { Temporal } from 'temporal-polyfill'
import type { Claimed } from '../bot/ledger.ts'
import type { Desk } from './desk.ts'
import { settling } from './settling.ts'

export const recover = async (desk: Desk): Promise<void> => {
  const { store, offices, clock, log } = desk
  const now = clock()
  for (const post of await store.lapsed(now)) {
    const office = offices.find(({ platform }) => platform === post.platform)
    // Another process serves that platform, or will.
    if (!office) continue
    const inDoubt = post.state === 'sending'
    const isKnown = !inDoubt || isRemembered(post, office.remembersKeys, now)
    log.warn({ post: post.id, state: post.state, again: isKnown }, 'a post was claimed and never settled')
    const reason = 'the bot was stopped in the middle'
    await settling(post, desk)(isKnown ? { state: 'owed', nextAt: now, reason, inDoubt } : { state: 'unknown' })
  }
}

const isRemembered = ({ doubtSince }: Claimed, seconds: number, now: Temporal.Instant): boolean =>
  doubtSince !== undefined && Temporal.Instant.compare(now, doubtSince.add({ seconds })) < 0
