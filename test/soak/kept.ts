/** Compares what people were told with what is in the database. */
import type { Asked } from './asking.ts'
import type { GroupRow } from './database.ts'
import { type Change, type Difference, differences, type Facts, settle } from './facts.ts'
import type { Problems } from './problems.ts'
import type { World } from './world.ts'

/** What is compared also where nobody spoke of it. */
const watched = ['unit ', 'skip ']

const factsOfGroup = (row: GroupRow | undefined, names: Iterable<string>): Facts => {
  const pauses: { from: string; until?: string }[] = JSON.parse(row?.pauses ?? '[]')
  const isPaused = (week: string) =>
    pauses.some(({ from, until }) => from <= week && (until === undefined || week < until))
  const valueOfFact = (name: string): string => {
    if (name === 'name') return row?.name ?? 'no'
    return (name === 'group' ? row : isPaused(name.replace('paused ', ''))) ? 'yes' : 'no'
  }
  return new Map([...names].map((name) => [name, valueOfFact(name)]))
}

export const createKept = ({ asking, database, groups, people }: World, problems: Problems) => {
  /** Changes that were told done and are not there. */
  const notFound = new Set<Asked>()

  const blame = (about: Facts, who: string, { name, expected, found }: Difference) => {
    const speaksOf = (change: Change | undefined) => change && (name in change || 'everything' in change)
    const mine = asking.all.filter((asked) => asked.about === about)
    const told = mine.findLast((asked) => speaksOf(asked.told))
    if (told) notFound.add(told)
    const last = mine.findLast(({ outcomes }) => outcomes.some(([, change]) => speaksOf(change)))
    const words = last
      ? `last "${last.line}" at ${new Date(last.at).toISOString()}, told ${JSON.stringify(last.text ?? last.failed)}`
      : 'nobody asked for it'
    problems.say(`${who}: ${name} should be ${expected} and is ${found}: ${words}`)
  }

  return {
    notFound,
    /** What somebody gets to see of their own data, at the end. */
    compareExport({ name, facts }: World['people'][number], found: Facts) {
      // Whether reminders are on is not looked at here.
      const expected = new Map([...facts].filter(([fact]) => fact !== 'reminders'))
      for (const difference of differences(expected, found, watched)) blame(facts, `${name}’s export`, difference)
    },
    /** At a moment at which nobody waits for an answer. */
    async compare() {
      const kept = await database.people()
      for (const { account, facts, name } of people) {
        const found = kept.get(account.id) ?? new Map()
        for (const difference of differences(facts, found, watched)) blame(facts, name, difference)
        settle(facts, found)
      }
      const rows = await database.groups()
      for (const { room, facts, name } of groups) {
        const row = rows.find(({ channel }) => channel === room.id)
        const found = factsOfGroup(row, facts.keys())
        for (const difference of differences(facts, found, [])) blame(facts, name, difference)
        settle(facts, found)
      }
    },
  }
}

export type Kept = ReturnType<typeof createKept>
