/** What people of the soak ask: commands at random, each with what its answers mean for what is kept. */
import { mondayOf, type PlainDate } from '../../src/core/calendar.ts'
import { type Unit, unitKey } from '../../src/core/points.ts'
import type { Change } from './facts.ts'
import { type Facts, factOf } from './facts.ts'
import type { Random } from './random.ts'

export type Command = {
  line: string
  /** Whose facts it changes; nothing for what only reads. */
  changes?: 'person' | 'group'
  /** What is true after an answer with such a title; the first is what it is for. */
  outcomes: readonly (readonly [title: RegExp, change: Change])[]
}

const read = (line: string): Command => ({ line, outcomes: [] })

const person = (line: string, ...outcomes: Command['outcomes']): Command => ({ line, changes: 'person', outcomes })

const unitFact = ({ item, part }: Unit) => `unit ${unitKey(item.id, part)}`

const named = ({ item, part, parts }: Unit) => `${item.id}${parts > 1 ? ` part ${part}` : ''}`

const done = (units: readonly Unit[], more: string): Command => {
  const change = Object.fromEntries(units.map((unit) => [unitFact(unit), 'yes']))
  const line = `done item:"${units.map(named).join(', ')}"${more}`
  return person(line, [/^Recorded: /, change], [/^You have done .* already/, change])
}

const undo = (unit: Unit): Command => {
  const change = { [unitFact(unit)]: 'no' }
  return person(`undo item:"${named(unit)}"`, [/^Taken back: /, change], [/ (is|are) not recorded/, change])
}

/** It toggles, so its answer alone tells what is so now. */
const skip = (id: string): Command =>
  person(`skip ${id}`, [/^Left out: /, { [`skip ${id}`]: 'yes' }], [/^Taken in again: /, { [`skip ${id}`]: 'no' }])

export const join: Command = person(
  'join',
  [/ (joins|is back in) /, { learner: 'yes', member: 'yes' }],
  [/^You are in .* already/, { learner: 'yes', member: 'yes' }],
)

const leave: Command = person('leave confirm:yes', [/^You have left /, { member: 'no' }])

const deleteAll: Command = person(
  'privacy delete confirm:yes',
  [/^Everything of yours is deleted/, { everything: 'no', learner: 'no', member: 'no' }],
  [/^Nothing is stored about you/, { everything: 'no', learner: 'no', member: 'no' }],
)

const settings = (line: string, change: Change): Command =>
  person(`settings ${line}`, [/^Your settings are changed/, { learner: 'yes', ...change }])

const zones = ['Europe/Paris', 'Asia/Tokyo', 'America/Chicago', 'Africa/Nairobi']
const readings = [
  ...['week', 'progress', 'help', 'career', 'list', 'overview', 'group show', 'group log', 'settings', 'search python'],
  ...[
    'leaderboard week',
    'leaderboard last',
    'leaderboard all',
    'why points',
    'why pace',
    'why streak',
    'skip',
    'stage 2',
  ],
]

const doneAtRandom = (open: readonly Unit[], all: readonly Unit[], random: Random): Command => {
  const choice = open.length > 0 && random.chance(0.85) ? open : all
  // Mostly what comes next, so that stages are finished.
  const units = random.some(
    choice.slice(0, 12),
    random.weighted([
      [6, 1],
      [2, 2],
      [2, random.int(3, 6)],
    ]),
  )
  const more = random.weighted([
    [6, ''],
    [1, ' when:yesterday'],
    [1, ' known:yes'],
    [1, ` link:https://example.org/${random.int(1, 1e6)}`],
  ])
  return done(units, more)
}

type Asking = { facts: Facts; units: readonly Unit[]; random: Random }

/** What somebody asks next. */
export const commandOf = ({ facts, units, random }: Asking, { stays }: { stays: boolean }): Command => {
  // Whoever left, or never came, joins mostly; else the bot has to refuse.
  if (factOf(facts, 'member') !== 'yes' && random.chance(0.8)) return join
  const isDone = (unit: Unit) => factOf(facts, unitFact(unit)) !== 'no'
  const [recorded, open] = [units.filter(isDone), units.filter((unit) => !isDone(unit))]
  const isUntouched = ({ item }: Unit) => !recorded.some((unit) => unit.item.id === item.id)
  const skippable = units.filter(({ item }) => item.kind === 'skill').filter(isUntouched)
  return random.weighted<() => Command>([
    [40, () => doneAtRandom(open, units, random)],
    [recorded.length > 0 ? 9 : 0, () => undo(random.pick(recorded))],
    // Refused in the middle of its change, which is rolled back.
    [open.length > 0 ? 8 : 0, () => undo(random.pick(open))],
    [skippable.length > 0 ? 4 : 0, () => skip(random.pick(skippable).item.id)],
    [
      3,
      () => {
        const visibility = random.pick(['named', 'named', 'anonymous', 'hidden'])
        return settings(`visibility:${visibility}`, { visibility })
      },
    ],
    [
      2,
      () => {
        const zone = random.pick(zones)
        return settings(`timezone:${zone}`, { zone })
      },
    ],
    [
      3,
      () => {
        const reminders = random.pick(['yes', 'no'])
        return settings(`reminders:${reminders}`, { reminders })
      },
    ],
    [stays ? 0 : 1.5, () => leave],
    [stays ? 0 : 0.5, () => deleteAll],
    [30, () => read(random.pick(readings))],
  ])()
}

const paused = (from: PlainDate, weeks: number, value: string): Change =>
  Object.fromEntries(Array.from({ length: weeks }, (_, at) => [`paused ${from.add({ weeks: at })}`, value]))

const pause = (today: PlainDate, { weeks, now }: { weeks: number; now: boolean }): Command => {
  const from = mondayOf(today).add({ weeks: now ? 0 : 1 })
  const line = `group pause ${weeks}${now ? ' now:yes' : ''} confirm:yes`
  return { line, changes: 'group', outcomes: [[/ pauses from /, paused(from, weeks, 'yes')]] }
}

/** Weeks ahead that a resumed group is looked at for: no pause of the soak is longer. */
const weeksAhead = 6

const resume = (today: PlainDate): Command => ({
  line: 'group resume confirm:yes',
  changes: 'group',
  outcomes: [[/ goes on/, paused(mondayOf(today), weeksAhead, 'no')]],
})

const rename = (random: Random): Command => {
  const name = `Group ${random.int(1, 99)}`
  return { line: `group settings name:"${name}" confirm:yes`, changes: 'group', outcomes: [[/ is changed$/, { name }]] }
}

/** What an organizer changes about the group, on a day of the group's. */
export const groupCommandOf = (today: PlainDate, random: Random): Command =>
  random.weighted<() => Command>([
    [3, () => pause(today, { weeks: random.int(1, 2), now: random.chance(0.4) })],
    [2, () => resume(today)],
    [2, () => rename(random)],
  ])()

/** Whether an answer says what this command was asked for, or that it is so already. */
export const outcomeOf = ({ outcomes }: Command, title: string): Change | undefined =>
  outcomes.find(([pattern]) => pattern.test(title))?.[1] ??
  // It was delivered twice, and the other one was first.
  (/^That was done already/.test(title) ? outcomes[0]?.[1] : undefined)
