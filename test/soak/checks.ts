/** Compares what people were told, and what should have come, with what is there. */
import { type Asked, isBug } from './asking.ts'
import type { PostRow } from './database.ts'
import { type Due, dueOf } from './due.ts'
import { type Change, type Difference, differences, settle } from './facts.ts'
import { listsUnconfirmed, stageIn, weekIn } from './posts.ts'
import type { Group, World } from './world.ts'

/** Discord is asked again while it surely remembers the key: at least for so long, in seconds. */
const nonceWindow = 120

const pausesIn = (json: string) => JSON.parse(json) as { from: string; until?: string }[]

/** `ends`: when the bot was ended, by the soak's clock. */
export const createChecks = (world: World, ends: () => readonly number[]) => {
  const { asking, database, groups, people, clock } = world
  const problems: string[] = []
  /** Changes that were told done and are not there. */
  const notFound = new Set<Asked>()
  /** The posts that there must be, by group and week; and those of which that is open. */
  const due = new Map<string, Due>()
  const unsure = new Set<string>()
  /** Weeks of which the group was told that a post may be missing. */
  const unconfirmed = new Map<string, string>()
  /** When something went wrong with posts, by the soak's clock. */
  const troubles: number[] = []
  let endDue = new Set<Group>()

  const say = (problem: string) =>
    void problems.push(`${clock.instant().toString({ smallestUnit: 'second' })} ${problem}`)

  const blame = (about: Asked['about'], who: string, { name, expected, found }: Difference) => {
    const speaksOf = (change: Change | undefined) => change && (name in change || 'everything' in change)
    const mine = asking.all.filter((asked) => asked.about === about)
    const told = mine.findLast((asked) => speaksOf(asked.told))
    if (told) notFound.add(told)
    const last = mine.findLast(({ outcomes }) => outcomes.some(([, change]) => speaksOf(change)))
    const words =
      last &&
      `last "${last.line}" at ${new Date(last.at).toISOString()}, told ${JSON.stringify(last.text ?? last.failed)}`
    say(`${who}: ${name} should be ${expected} and is ${found}: ${words ?? 'nobody asked for it'}`)
  }

  const compare = async () => {
    const kept = await database.people()
    for (const { account, facts, name } of people) {
      const found = kept.get(account.id) ?? new Map()
      for (const difference of differences(facts, found, ['unit ', 'skip '])) blame(facts, name, difference)
      settle(facts, found)
    }
    const rows = await database.groups()
    for (const { room, facts, name } of groups) {
      const row = rows.find(({ channel }) => channel === room.id)
      const pauses = pausesIn(row?.pauses ?? '[]')
      const isPaused = (week: string) =>
        pauses.some(({ from, until }) => from <= week && (until === undefined || week < until))
      const found = new Map(
        [...facts.keys()].map((fact) => [
          fact,
          fact === 'name' ? (row?.name ?? 'no') : isPaused(fact.replace('paused ', '')) ? 'yes' : 'no',
        ]),
      )
      if (facts.has('group')) found.set('group', row ? 'yes' : 'no')
      for (const difference of differences(facts, found, [])) blame(facts, name, difference)
      settle(facts, found)
    }
  }

  const keyOf = ({ group, week, kind }: Pick<Due, 'group' | 'week' | 'kind'>) =>
    `${group.name} ${kind === 'end' ? 'end' : week}`

  const weeksIn = (group: Group): Map<string, number> => {
    const found = new Map<string, number>()
    for (const post of group.room.posts()) {
      const week = weekIn(post)
      if (week !== undefined) found.set(week, (found.get(week) ?? 0) + 1)
    }
    return found
  }

  /** Whether something that the soak did can have met the sending of a post. */
  const wasTroubled = (from: number, until: number) =>
    [...ends(), ...troubles].some((at) => at >= from - 60_000 && at <= until)

  /** Nobody is sure of it, or it is not in the channel: then the group has to be told so. */
  const explain = async (one: Due, row: PostRow | undefined) => {
    const { group, at } = one
    const [organizer] = group.people
    if (!organizer) return
    let log: string | undefined
    while (log === undefined) {
      await world.up()
      log = (await asking.ask(organizer, { line: 'group log', outcomes: [] })).text
    }
    if (!listsUnconfirmed(log, at, group.plan.zone)) {
      if (row?.state === 'unknown') say(`${keyOf(one)}: is unconfirmed, and "group log" does not say so:\n${log}`)
      return
    }
    const givenUp = Date.parse(row?.settledAt ?? '')
    const first = group.room.attempts().find((attempt) => attempt >= at) ?? givenUp
    const tried = (givenUp - first) / 1000
    const attempts = group.room.attempts().filter((attempt) => attempt >= at && attempt <= givenUp).length
    unconfirmed.set(keyOf(one), `${attempts} attempts in ${Math.round(tried)} s`)
    if (group.side.platform === 'discord' && tried < nonceWindow)
      say(`${keyOf(one)}: given up ${tried} s after the first attempt, while Discord remembers the key`)
    if (!wasTroubled(at, givenUp)) say(`${keyOf(one)}: unconfirmed, though nothing had happened`)
  }

  return {
    problems,
    notFound,
    due,
    unconfirmed,
    troubles,
    say,
    blame,
    /** At a quiet moment, of a bot that has been there since `working`. */
    async look(working: number) {
      await compare()
      const rows = await database.posts()
      const ids = new Map((await database.groups()).map(({ channel, id }) => [channel, id]))
      for (const group of groups.filter(({ facts }) => facts.get('group') === 'yes')) {
        const found = weeksIn(group)
        for (const { isSure, ...one } of dueOf(world, group, { working, now: clock.now() })) {
          if (one.kind === 'end' && endDue.has(group) && due.get(keyOf(one))?.week !== one.week) continue
          const key = keyOf(one)
          if (!isSure) unsure.add(key)
          if (!isSure || due.has(key)) continue
          due.set(key, one)
          if (one.kind === 'end') endDue = new Set([...endDue, group])
          const row = rows.find(({ id }) => id === `week ${ids.get(group.room.id)} ${one.week}`)
          const isThere = found.has(one.kind === 'end' ? 'end' : one.week)
          if (row?.state === 'unknown' || !isThere) await explain(one, row)
        }
      }
    },
    /** Of each group's channel, at the end. */
    posts() {
      const all = groups.map((group) => ({ group, found: weeksIn(group) }))
      const count = (platform: string) => {
        const mine = [...due.values()].filter(({ group }) => group.side.platform === platform)
        const isThere = (one: Due) => weeksIn(one.group).has(one.kind === 'end' ? 'end' : one.week)
        const extra = all
          .filter(({ group }) => group.side.platform === platform)
          .flatMap(({ group, found }) => [...found].map(([week, times]) => ({ key: `${group.name} ${week}`, times })))
        const missing = mine.filter((one) => !isThere(one) && !unconfirmed.has(keyOf(one)))
        const twice = extra.filter(({ times }) => times > 1)
        return {
          due: mine.length,
          sent: mine.filter((one) => isThere(one) && !unconfirmed.has(keyOf(one))).length,
          arrived: mine.filter((one) => isThere(one) && unconfirmed.has(keyOf(one))).length,
          unconfirmed: mine.filter((one) => unconfirmed.has(keyOf(one))).length,
          missing: missing.map(keyOf),
          twice: twice.map(({ key, times }) => `${key} (${times} times)`),
          uncalled: extra.filter(({ key }) => !due.has(key) && !unsure.has(key)).map(({ key }) => key),
        }
      }
      return { discord: count('discord'), slack: count('slack') }
    },
    /** The same news twice. */
    newsTwice(): string[] {
      return groups.flatMap(({ room, name, people: members }) => {
        const news = room.posts().flatMap((post) => stageIn(post) ?? [])
        const again = news.filter((line, at) => news.indexOf(line) < at)
        // Whoever was deleted begins anew.
        return again
          .filter((line) => !members.some((one) => one.everDeleted && line.startsWith(`${one.name} `)))
          .map((line) => `${name}: ${line}`)
      })
    },
    bugs: () => asking.all.filter(isBug),
  }
}

export type Checks = ReturnType<typeof createChecks>
