/** Compares the weekly posts that there must be with those in the channels, and with what `group log` says of those that are not there. */
import type { PostRow } from './database.ts'
import { type Due, dueIn, keyOf } from './due.ts'
import { listsUnconfirmed, weekIn } from './posts.ts'
import type { Problems } from './problems.ts'
import type { Side } from './side.ts'
import type { Group, World } from './world.ts'

/** Discord is asked again while it surely remembers the key: at least for so long, in seconds. */
const nonceWindow = 120

/** What the soak did just before a post can have met it, in milliseconds. */
const before = 60_000

type Platform = Side['platform']

/** How often each week's post stands in a group's channel. */
const weeksIn = (group: Group): Map<string, number> => {
  const weeks = group.room.posts().flatMap((post) => weekIn(post) ?? [])
  return new Map(
    [...Map.groupBy(weeks, (week) => week)].map(([week, posts]) => [`${group.name} ${week}`, posts.length]),
  )
}

/** `ends`: when the bot was ended, by the soak's clock. */
export const createWeeklyPosts = (world: World, problems: Problems, ends: () => readonly number[]) => {
  const { asking, database, groups, clock, roadmap } = world
  const all = new Map<string, Due>()
  const unsure = new Set<string>()
  const unconfirmed = new Map<string, string>()
  const notThere = new Map<string, string>()
  const troubles: { platform: Platform; at: number }[] = []

  const logOf = async ({ people: [organizer] }: Group): Promise<string> => {
    for (;;) {
      await world.up()
      if (!organizer) return ''
      const { text } = await asking.ask(organizer, { line: 'group log', outcomes: [] })
      if (text !== undefined) return text
    }
  }

  const wasTroubled = ({ group: { side }, at }: Due, until: number) => {
    const faults = troubles.filter(({ platform }) => platform === side.platform).map((trouble) => trouble.at)
    return [...ends(), ...faults].some((trouble) => trouble >= at - before && trouble <= until)
  }

  /** Nobody is sure of it, or it is not in the channel: then the group has to be told so. */
  const explain = async (due: Due, row: PostRow | undefined) => {
    const { group, at } = due
    const key = keyOf(due)
    const log = await logOf(group)
    if (!listsUnconfirmed(log, at, group.plan.zone)) {
      const state = row ? [row.state, row.reason].filter(Boolean).join(', ') : 'never planned'
      if (row?.state === 'unconfirmed') problems.say(`${key} is unconfirmed, and "group log" does not say so:\n${log}`)
      notThere.set(key, state)
      return
    }
    const givenUp = Date.parse(row?.completedAt ?? '')
    const attempts = group.room.attempts().filter((attempt) => attempt >= at && attempt <= givenUp)
    // A process that was killed before its request left is in doubt as well.
    const since = Math.max(at, Math.min(...attempts, Date.parse(row?.firstUnconfirmedAt ?? '') || givenUp))
    const seconds = Math.round((givenUp - since) / 1000)
    unconfirmed.set(key, `${attempts.length} attempts in ${seconds} s`)
    if (group.side.platform === 'discord' && seconds < nonceWindow)
      problems.say(`${key} was given up after ${seconds} s, while Discord remembers the key`)
    if (!wasTroubled(due, givenUp)) problems.say(`${key} is unconfirmed, though nothing had happened`)
  }

  const look = async (due: Due) => {
    const key = keyOf(due)
    // A group that is through is told so once.
    if (all.has(key)) return
    all.set(key, due)
    const id = (await database.groups()).find(({ channel }) => channel === due.group.room.id)?.id
    const row = (await database.posts()).find((post) => post.id === `week ${id} ${due.week}`)
    if (row?.state === 'unconfirmed' || !weeksIn(due.group).has(key)) await explain(due, row)
  }

  const countOn = (platform: Platform) => {
    const mine = [...all].filter(([, { group }]) => group.side.platform === platform).map(([key]) => key)
    const found = new Map(
      groups.filter(({ side }) => side.platform === platform).flatMap((group) => [...weeksIn(group)]),
    )
    const isUnconfirmed = (key: string) => unconfirmed.has(key)
    return {
      due: mine.length,
      sent: mine.filter((key) => found.has(key) && !isUnconfirmed(key)).length,
      unconfirmed: mine.filter(isUnconfirmed).length,
      arrived: mine.filter((key) => found.has(key) && isUnconfirmed(key)).length,
      missing: mine
        .filter((key) => !found.has(key) && !isUnconfirmed(key))
        .map((key) => `${key} (${notThere.get(key)})`),
      twice: [...found].filter(([, times]) => times > 1).map(([key, times]) => `${key} (${times} times)`),
      uncalled: [...found.keys()].filter((key) => !all.has(key) && !unsure.has(key)),
    }
  }

  return {
    unconfirmed,
    /** Something happened to posts on a platform. */
    trouble: (platform: Platform) => void troubles.push({ platform, at: clock.now() }),
    /** At a moment at which everything is settled, of a bot that came at `since` at the latest. */
    async look(since: number) {
      const now = clock.now()
      for (const group of groups.filter(({ facts }) => facts.get('group') === 'yes'))
        for (const { due, isSure } of dueIn(group, { stages: roadmap.stages, since, now })) {
          if (isSure) await look(due)
          else unsure.add(keyOf(due))
        }
    },
    /** What there is in the end. */
    count: () => ({ discord: countOn('discord'), slack: countOn('slack') }),
  }
}

export type WeeklyPosts = ReturnType<typeof createWeeklyPosts>
