/** One soak: everything begins, goes on for so long, and is looked at in the end. */

import { isBug } from './asking.ts'
import { lookAtExports } from './exports.ts'
import { createKept } from './kept.ts'
import { createKiller, type Killing } from './killer.ts'
import { createLife } from './life.ts'
import { createProblems } from './problems.ts'
import { comesTwice } from './twice.ts'
import { createWeeklyPosts } from './weekly-posts.ts'
import { createWorld, type Options } from './world.ts'

type Run = Options &
  Killing & {
    /** Asked between two stops of the clock: whether that was enough. */
    isOver: (soFar: { seconds: number; kills: number }) => boolean
    keepsFolder?: boolean
  }

export const runSoak = async ({ isOver, pause, disasters, most, keepsFolder = false, ...options }: Run) => {
  const world = await createWorld(options)
  const { asking, bot, clock, sides } = world
  const problems = createProblems(clock)
  try {
    let killer: ReturnType<typeof createKiller> | undefined
    const kept = createKept(world, problems)
    const weeklyPosts = createWeeklyPosts(world, problems, () => killer?.ends ?? [])
    const life = createLife({ world, kept, weeklyPosts, problems })
    await life.begin()
    killer = createKiller(world, { pause, disasters, ...(most !== undefined && { most }) })
    const begun = performance.now()
    do await life.next()
    while (!isOver({ seconds: (performance.now() - begun) / 1000, kills: killer.ends.length }))
    await killer.stop()
    await life.end()
    await lookAtExports(world, kept, problems)
    const commands = (platform: string) => {
      const mine = asking.all.filter((asked) => asked.platform === platform)
      const unansweredReminders = mine.filter(({ title }) => title === undefined)
      const told = mine.filter((asked) => asked.told)
      return {
        sent: mine.length,
        answered: mine.length - unansweredReminders.length,
        unansweredMet: unansweredReminders.filter(({ met }) => met !== undefined).length,
        unansweredReminders: unansweredReminders
          .filter(({ met }) => met === undefined)
          .map(({ who, line, failed }) => `${who}: ${line} (${failed})`),
        acknowledged: told.length,
        notFound: told.filter((asked) => kept.notFound.has(asked)).length,
      }
    }
    return {
      seed: options.seed,
      database: options.databaseUrl === undefined ? 'SQLite' : 'PostgreSQL',
      groups: world.groups.length,
      people: world.people.length,
      weeks: life.weeks(),
      starts: bot.starts(),
      disasters: killer.done,
      faults: life.weather.seen,
      commands: { discord: commands('discord'), slack: commands('slack') },
      posts: weeklyPosts.count(),
      unconfirmed: [...weeklyPosts.unconfirmed].map(([post, how]) => `${post}: ${how}`),
      twice: comesTwice(world),
      bugs: asking.all.filter(isBug).map(({ who, line, text }) => `${who}: ${line}\n${text}`),
      crashes: bot.crashes,
      ruleBreaks: sides.flatMap((side) => side.ruleBreaks()),
      problems: problems.all,
      logFile: world.logFile,
    }
  } finally {
    await world.close({ keepsFolder })
  }
}

export type Result = Awaited<ReturnType<typeof runSoak>>
