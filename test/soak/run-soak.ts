/** One soak: everything begins, goes on for so long, and is looked at in the end. */
import { createChecks } from './checks.ts'
import { lookAtExports } from './exports.ts'
import { createKiller } from './killer.ts'
import { createLife } from './life.ts'
import { createWorld, type Options } from './world.ts'

export type Run = Options & {
  seconds: number
  /** Milliseconds between two disasters. */
  pause: readonly [least: number, most: number]
  keepsFolder?: boolean
}

export const runSoak = async ({ seconds, pause, keepsFolder = false, ...options }: Run) => {
  const world = await createWorld(options)
  const { asking, bot, sides } = world
  try {
    let killer: ReturnType<typeof createKiller> | undefined
    const checks = createChecks(world, () => killer?.ends ?? [])
    const life = createLife({ world, checks })
    await life.begin()
    killer = createKiller(world, { pause })
    const until = performance.now() + 1000 * seconds
    while (performance.now() < until) await life.next()
    await killer.stop()
    await life.end()
    await lookAtExports(world, checks)
    const commands = (platform: string) => {
      const mine = asking.all.filter((asked) => asked.platform === platform)
      const unanswered = mine.filter(({ title }) => title === undefined)
      const told = mine.filter((asked) => asked.told)
      return {
        sent: mine.length,
        answered: mine.length - unanswered.length,
        unansweredMet: unanswered.filter(({ met }) => met !== undefined).length,
        unanswered: unanswered
          .filter(({ met }) => met === undefined)
          .map(({ who, line, failed }) => `${who}: ${line} (${failed})`),
        acknowledged: told.length,
        notFound: told.filter((asked) => checks.notFound.has(asked)).length,
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
      posts: checks.posts(),
      unconfirmed: [...checks.unconfirmed].map(([post, how]) => `${post}: ${how}`),
      newsTwice: checks.newsTwice(),
      bugs: checks.bugs().map(({ who, line, text }) => `${who}: ${line}\n${text}`),
      crashes: bot.crashes,
      ruleBreaks: sides.flatMap((side) => side.ruleBreaks()),
      problems: checks.problems,
      logFile: world.logFile,
    }
  } finally {
    await world.close({ keepsFolder })
  }
}

export type Result = Awaited<ReturnType<typeof runSoak>>
