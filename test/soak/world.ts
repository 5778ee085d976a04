/** What a soak is made of: both platforms, five groups with their people, the database, and the bot. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { unitsOf } from '../../src/core/points.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { type Asker, createAsking } from './asking.ts'
import { createBotProcess } from './bot.ts'
import { openDatabase } from './database.ts'
import { createDiscordSide } from './discord-side.ts'
import type { Facts } from './facts.ts'
import { createMovedClock } from './moved-clock.ts'
import { createRandom } from './random.ts'
import type { Plan } from './schedule.ts'
import type { Room, Side } from './side.ts'
import { createSlackSide } from './slack-side.ts'

export type Options = {
  seed: number
  groups: number
  people: number
  /** Of PostgreSQL; a SQLite file of its own without it. */
  databaseUrl?: string
  /** Told what goes on, line by line. */
  trace?: (line: string) => void
  /** How long a platform waits for the bot's first answer, in milliseconds. */
  answerWithinMs: number
}

export type Group = {
  name: string
  plan: Plan
  side: Side
  room: Room
  facts: Facts
  people: Person[]
  /** When its schedule was last asked to be changed, by the soak's clock. */
  changedAt: number
}

export type Person = Asker & { group: Group; isBusy: boolean; everDeleted: boolean }

/** A program that ends so often by itself does not start at all. */
const mostCrashes = 2

/** A Sunday evening. */
const start = '2026-11-22T18:00:00Z'
const monday = 1
const wednesday = 3

const plans: readonly (Plan & { platform: Side['platform'] })[] = [
  { platform: 'discord', start: '2026-11-23', zone: 'Europe/Berlin', tempo: 'steady', weekday: monday, time: '09:00' },
  { platform: 'slack', start: '2026-11-23', zone: 'Europe/Berlin', tempo: 'relaxed', weekday: monday, time: '09:00' },
  { platform: 'discord', start: '2026-06-15', zone: 'America/New_York', tempo: 'fast', weekday: monday, time: '09:00' },
  { platform: 'slack', start: '2026-07-06', zone: 'Europe/Berlin', tempo: 'fast', weekday: monday, time: '09:00' },
  {
    platform: 'discord',
    start: '2026-11-30',
    zone: 'Asia/Kolkata',
    tempo: 'steady',
    weekday: wednesday,
    time: '18:30',
  },
]

export const createWorld = async ({
  seed,
  groups: groupCount,
  people: count,
  databaseUrl,
  answerWithinMs,
  trace,
}: Options) => {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const clock = createMovedClock(start)
  const random = createRandom(seed)
  const [roadmap] = await loadRoadmaps('data')
  if (!roadmap) throw new Error('no roadmap')
  const discord = await createDiscordSide({ clock, answerWithinMs })
  const slack = await createSlackSide({ clock, ackWithinMs: answerWithinMs })
  const sides = { discord, slack }
  const url = databaseUrl ?? `file:${join(folder, 'bot.db')}`
  const logFile = join(folder, 'bot.log')
  const bot = createBotProcess({
    env: { ...discord.env, ...slack.env, DATABASE_URL: url, RATE_LIMIT: 'off' },
    clock,
    logFile,
  })
  const groups = plans.slice(0, groupCount).map(({ platform, ...plan }, at): Group => {
    const side = sides[platform]
    return {
      name: `Group ${at + 1}`,
      plan,
      side,
      room: side.addRoom(`group-${at + 1}`),
      facts: new Map(),
      people: [],
      changedAt: 0,
    }
  })
  for (let at = 0; at < count; at++) {
    const group = groups[at % groups.length] as Group
    const isOrganizer = group.people.length === 0
    const name = `Person ${at + 1}`
    const account = group.room.addPerson(name, { organizer: isOrganizer })
    const { side } = group
    group.people.push({
      ...{ name, account, side, group, manages: isOrganizer },
      ...{ facts: new Map(), isBusy: false, everDeleted: false },
    })
  }
  const settled = { times: 0 }
  const tell = (line: string) => trace?.(`${clock.instant().toString({ smallestUnit: 'second' })} ${line}`)
  const isUp = () => bot.isRunning() && discord.isUp() && slack.isUp()

  const tick = () => bot.tick(async () => (discord.isUp() ? discord.wake() : undefined))

  return {
    seed,
    clock,
    random,
    roadmap,
    units: unitsOf(roadmap),
    sides: [discord, slack],
    bot,
    database: openDatabase(url),
    asking: createAsking(clock, (side) => bot.isRunning() && side.isUp()),
    groups,
    people: groups.flatMap((group) => group.people),
    folder,
    /** Noted when everything that was due is settled. */
    settled,
    logFile,
    isUp,
    /** For whoever looks on. */
    tell,
    /** Waits until people are heard on both platforms; whoever was killed is started again. */
    async up({ withinMs = 60_000 } = {}): Promise<void> {
      const since = performance.now()
      const crashesBefore = bot.crashes.length
      for (let waits = 1; !isUp(); waits++) {
        if (bot.crashes.length - crashesBefore > mostCrashes)
          throw new Error(`the bot does not start:\n${readFileSync(logFile, 'utf8').slice(-1500)}`)
        bot.start()
        const waited = performance.now() - since
        if (waited > withinMs) throw new Error('the bot did not come up')
        // What waits by the clock, such as for the lease of a process that was killed, is not waited for on the wall.
        if (waited > 4000 && discord.isUp() !== slack.isUp() && waits % 40 === 0) {
          clock.move(5000)
          void tick()
        }
        await setTimeout(5)
      }
    },
    tick,
    /** So much time passes, with a minute's tick at its end. */
    async pass(milliseconds: number): Promise<void> {
      tell(`${Math.round(milliseconds / 1000)} s pass`)
      clock.move(milliseconds)
      const ticking = tick()
      // One that is just starting ticks by itself.
      if (isUp()) await ticking
    },
    /** The process ends, and the platforms have noticed. */
    async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
      await bot.end(signal)
      for (let waited = 0; waited < 200 && (discord.isUp() || slack.isUp()); waited++) await setTimeout(1)
    },
    async close({ keepsFolder }: { keepsFolder: boolean }) {
      await bot.end('SIGKILL')
      await this.database.close()
      await Promise.all([discord.close(), slack.close()])
      if (!keepsFolder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
