/** The life of five groups: people ask, weeks pass, posts fall due, and the bot is away at times. */
import { type Command, commandOf, groupCommandOf, join } from './commands.ts'
import { apply, applyDoubtfully } from './facts.ts'
import type { Kept } from './kept.ts'
import { settleOutbox } from './outbox.ts'
import type { Problems } from './problems.ts'
import { dayOf, slotOf, weekOf } from './schedule.ts'
import { createWeather } from './weather.ts'
import type { WeeklyPosts } from './weekly-posts.ts'
import type { Group, Person, World } from './world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

type Parts = { world: World; kept: Kept; weeklyPosts: WeeklyPosts; problems: Problems }

export const createLife = ({ world, kept, weeklyPosts, problems }: Parts) => {
  const { bot, clock, asking, people, groups, units } = world
  const random = world.random.stream('life')
  const weather = createWeather(world, random.stream('weather'))
  let weeks = 0

  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((done) => setTimeout(done, 2))
  }

  const ask = async (person: Person, command: Command) => {
    const asked = await asking.ask(person, command, { twice: random.chance(0.08) })
    if (/^privacy delete/.test(command.line)) person.everDeleted = true
    return asked
  }

  /** Somebody asks, mostly one thing; at times two at once, or the same thing twice. */
  const someAsk = async (person: Person) => {
    if (person.isBusy) return
    person.isBusy = true
    // Some try also while nobody is there.
    if (random.chance(0.93)) await world.up()
    const stays = person.manages
    const command = commandOf({ facts: person.facts, units, random }, { stays })
    const both = [ask(person, command)]
    if (random.chance(0.12)) {
      // Of two that contradict each other nobody could say what is to be kept.
      const other = commandOf({ facts: person.facts, units, random }, { stays })
      both.push(
        ask(person, /^done /.test(command.line) && /^done /.test(other.line) ? other : { line: 'week', outcomes: [] }),
      )
    } else if (/^done /.test(command.line) && random.chance(0.05)) both.push(ask(person, command))
    await Promise.all(both)
    person.isBusy = false
  }

  const crowd = (count: number): Promise<unknown> => Promise.all(random.some(people, count).map(someAsk))

  const organize = async () => {
    const group = random.pick(groups)
    const [organizer] = group.people
    if (!organizer || organizer.isBusy || group.facts.get('group') !== 'yes') return
    group.changedAt = clock.now()
    const today = dayOf(group.plan.zone, clock.now())
    await asking.ask(organizer, groupCommandOf(today, random))
  }

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
    await until(asking.isIdle)
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
    const asked = crowd(random.int(3, 12))
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
    await Promise.all([crowd(random.int(4, 16)), ...(random.chance(0.35) ? [organize()] : [])])
    await crowd(random.int(4, 10))
    await rest(since)
  }

  /** With posts that are due, at times while a platform is out of reach. */
  const startPerhapsBadly = async () => {
    if (!random.chance(0.4)) return
    const refused = random.pick(world.sides).refuseConnections()
    bot.start()
    for (const pause of [random.int(600, 1500), random.int(100, 1500)]) {
      await new Promise((done) => setTimeout(done, pause))
      clock.move(10_000)
      await bot.tick()
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

  const create = async (group: Group) => {
    const {
      plan,
      name,
      people: [organizer],
    } = group
    if (!organizer) return
    const line = `group create name:"${name}" start:${plan.start} tempo:${plan.tempo} timezone:${plan.zone} day:${dayNames[plan.weekday - 1]} time:${plan.time}`
    while (group.facts.get('group') !== 'yes') {
      await world.up()
      const { told } = await asking.ask(organizer, {
        line,
        changes: 'group',
        outcomes: [
          [/ is at home here$/, { group: 'yes', name }],
          [/ meets here already$/, { group: 'yes' }],
        ],
      })
      if (told && 'name' in told) apply(organizer.facts, { learner: 'yes', member: 'yes' })
      else applyDoubtfully(organizer.facts, { learner: 'yes', member: 'yes' })
    }
  }

  return {
    weather,
    weeks: () => weeks,
    async begin() {
      await world.up()
      await Promise.all(groups.map(create))
      await Promise.all(people.filter(({ manages }) => !manages).map((person) => ask(person, join)))
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
