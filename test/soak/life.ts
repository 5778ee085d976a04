/** The life of five groups: people ask, weeks pass, posts fall due, and the bot is away at times. */
import { setTimeout } from 'node:timers/promises'
import { createCrowd } from './crowd.ts'
import type { Kept } from './kept.ts'
import { settleOutbox } from './outbox.ts'
import type { Problems } from './problems.ts'
import { slotOf, weekOf } from './schedule.ts'
import { createWeather } from './weather.ts'
import type { WeeklyPosts } from './weekly-posts.ts'
import type { World } from './world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type Parts = { world: World; kept: Kept; weeklyPosts: WeeklyPosts; problems: Problems }

export const createLife = ({ world, kept, weeklyPosts, problems }: Parts) => {
  const { bot, clock, asking, groups } = world
  const random = world.random.stream('life')
  const weather = createWeather(world, random.stream('weather'))
  const crowd = createCrowd(world, random.stream('crowd'))
  let weeks = 0

  const nextSlot = (): number => {
    const now = clock.now()
    const slots = groups.flatMap(({ plan }) => {
      const week = weekOf(plan.zone, now)
      return [slotOf(plan, week), slotOf(plan, weekOf(plan.zone, now + 7 * day))]
    })
    return Math.min(...slots.filter((at) => at > now + minute))
  }

  /** When the reminders of most zones are due. */
  const nextSaturday = (): number => {
    const week = weekOf('UTC', clock.now())
    return slotOf({ zone: 'UTC', weekday: 6, time: '14:30' }, week)
  }

  /** Nobody waits for an answer, and what is due is sent: now the clock may jump, and what is kept must be right. */
  const rest = async (since: number) => {
    weather.clear()
    while (!asking.isIdle()) await setTimeout(2)
    if (!(await settleOutbox(world))) problems.say('something that is due is neither sent nor given up for ten hours')
    await kept.compare()
    await weeklyPosts.look(since)
    world.settled.times++
    world.tell('all is settled')
  }

  /** The clock moves on to an instant at once, and a tick comes. */
  const jumpTo = async (at: number) => {
    await world.up()
    await world.pass(Math.max(0, at - clock.now()))
    return clock.now()
  }

  const slotStop = async (at: number) => {
    await jumpTo(at - random.int(5, 50) * 1000)
    const since = clock.now()
    const bad = weather.ofPosts()
    const trouble = () => {
      for (const platform of bad) weeklyPosts.trouble(platform)
    }
    trouble()
    weather.ofAnswers()
    const asked = crowd.ask(random.int(3, 12))
    let minutesLeft = random.int(1, 6)
    await world.pass(minute)
    await settleOutbox(world, () => {
      trouble()
      if (--minutesLeft <= 0) weather.clear()
    })
    await asked
    await rest(since)
  }

  /** Not when a slot would come before it. */
  const calmStop = async (at: number) => {
    if (at > nextSlot() - 10 * minute) return
    const since = await jumpTo(at)
    weather.ofAnswers()
    await Promise.all([crowd.ask(random.int(4, 16)), ...(random.chance(0.35) ? [crowd.organize()] : [])])
    await crowd.ask(random.int(4, 10))
    await rest(since)
  }

  /** With posts that are due, at times while a platform is out of reach. */
  const startPerhapsBadly = async () => {
    if (!random.chance(0.4)) return
    const refused = random.pick(world.sides).refuseConnections()
    bot.start()
    for (const pause of [random.int(600, 1500), random.int(100, 1500)]) {
      await setTimeout(pause)
      clock.move(10_000)
      await world.tick()
    }
    refused.cancel()
  }

  /** The bot is away while time passes: minutes around a slot, half a day, or weeks. */
  const downtime = async (slot: number) => {
    const back =
      slot +
      random.weighted([
        [4, random.int(1, 90) * minute],
        [2, random.int(13, 40) * hour],
        [1, random.int(8, 20) * day],
      ])
    world.tell('kill -9 for a while')
    const ended = world.end('SIGKILL')
    await asking.interrupt('kill')
    await ended
    clock.move(Math.max(0, back - clock.now()))
    const since = clock.now()
    await startPerhapsBadly()
    await world.up()
    await world.pass(minute)
    await rest(since)
  }

  return {
    weather,
    weeks: () => weeks,
    async begin() {
      await world.up()
      await crowd.begin()
      await rest(clock.now())
    },
    /** What comes next, to the next slot and beyond it. */
    async next() {
      const from = clock.now()
      const slot = nextSlot()
      if (slot - from > 20 * hour) await calmStop(from + random.int(2 * hour, slot - from - 3 * hour))
      const saturday = nextSaturday()
      if (saturday < nextSlot() - hour) await slotStop(saturday)
      const coming = nextSlot()
      if (random.chance(0.12)) await downtime(coming)
      else await slotStop(coming)
      if (random.chance(0.3)) await calmStop(clock.now() + random.int(10, 40) * minute)
      if (random.chance(0.3)) await calmStop(clock.now() + random.int(1, 8) * hour)
      weeks += (clock.now() - from) / (7 * day)
    },
    /** Nothing disturbs any more. */
    async end() {
      weather.clear()
      await world.up()
      await rest(clock.now())
    },
  }
}
