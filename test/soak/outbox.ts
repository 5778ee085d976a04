/** Lets time pass until everything that is due has been sent, or has been given up. */
import { setTimeout } from 'node:timers/promises'
import type { World } from './world.ts'

const minute = 60_000
const hour = 60 * minute

/** Less than the twelve hours within which a post still comes. */
const longest = 10 * hour

/** How long a post that is under way is waited for before time passes, in milliseconds of the wall. */
const patience = 250

const outbox = async ({ database, clock }: World) => {
  const now = clock.instant().toString({ fractionalSecondDigits: 9 })
  const posts = (await database.posts()).filter(({ dueAt }) => dueAt <= now)
  const waiting = posts.filter(({ state }) => state === 'owed')
  const next = waiting.map(({ nextAt }) => nextAt).sort()[0]
  return {
    underWay: posts.some(({ state }) => state === 'claimed' || state === 'sending'),
    isDue: next !== undefined && next <= now,
    next: next === undefined ? undefined : Date.parse(next),
  }
}

/** `onMinute` is called before each minute that passes. True when nothing is left. */
export const settleOutbox = async (world: World, onMinute: () => void = () => {}): Promise<boolean> => {
  const { clock, bot, asking } = world
  const until = clock.now() + longest
  while (clock.now() < until) {
    await world.up()
    for (let waited = 0; waited < patience && bot.isRunning(); waited += 10) {
      const { underWay, isDue, next } = await outbox(world)
      if (!underWay && next === undefined) return true
      if (!underWay && !isDue) break
      await setTimeout(10)
    }
    const { underWay, isDue, next = clock.now() } = await outbox(world)
    onMinute()
    // Answers have time limits of their own.
    while (!asking.isIdle()) await setTimeout(2)
    // Nothing happens in the minutes before the next attempt.
    await world.pass(underWay || isDue ? minute : Math.max(minute, next - clock.now() + 1000))
  }
  return false
}
