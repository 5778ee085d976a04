/** Lets time pass until everything that is due has been sent, or has been given up. */
import { setTimeout } from 'node:timers/promises'
import type { PostRow } from './database.ts'
import type { World } from './world.ts'

const minute = 60_000
const hour = 60 * minute

/** Less than the twelve hours within which a post still comes. */
const longest = 10 * hour

/** How long a bot that lives may take for what it has begun, or has to begin, in milliseconds of the wall: a busy machine is no fault. */
const timeoutMs = 5000

const outbox = async ({ database, clock, bot }: World) => {
  const now = clock.now()
  const text = clock.instant().toString({ fractionalSecondDigits: 9 })
  const posts = (await database.posts()).filter(({ dueAt }) => dueAt <= text)
  const next = Math.min(...posts.filter(({ state }) => state === 'pending').map(({ nextAt }) => Date.parse(nextAt)))
  const taken = posts.filter(({ state }) => state === 'claimed' || state === 'sending')
  // One of a process that was killed has to wait for the end of its lease.
  const isAtHand = ({ claimedAt, nextAt }: PostRow) =>
    Date.parse(claimedAt ?? '') > bot.startedAt() || Date.parse(nextAt) <= now
  return {
    isSettled: taken.length === 0 && next === Number.POSITIVE_INFINITY && (await database.unplanned(text)) === 0,
    /** Something that the bot can do now. */
    isBusy: taken.some(isAtHand) || next <= now || (await database.unplanned(text)) > 0,
    next: taken.length > 0 ? now : Math.max(now, next),
  }
}

/** `onMinute` is called before each minute that passes. True when nothing is left. */
export const settleOutbox = async (world: World, onMinute: () => void = () => {}): Promise<boolean> => {
  const { clock, asking } = world
  const until = clock.now() + longest
  while (clock.now() < until) {
    await world.up()
    const since = performance.now()
    let now = await outbox(world)
    while (now.isBusy && world.isUp() && performance.now() - since < timeoutMs) {
      await setTimeout(5)
      now = await outbox(world)
    }
    if (now.isSettled) return true
    // It was ended, and another one goes on.
    if (!world.isUp()) continue
    onMinute()
    // Answers have time limits of their own.
    while (!asking.isIdle()) await setTimeout(2)
    // Nothing happens in the minutes before the next attempt.
    await world.pass(Math.max(minute, now.next - clock.now() + 1000))
  }
  return false
}
