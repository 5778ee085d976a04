import { describe, expect, test } from 'vitest'
import { decodeAction } from '../../src/chat/action-encoding.ts'
import { commonZones } from '../../src/core/common-zones.ts'
import { unitsOf } from '../../src/core/points.ts'
import { backendDeveloper } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { type Dump, dump, lines } from '../support/dump.ts'
import { createSlackWorld } from '../support/slack-world.ts'

const link = 'https://example.org/nightowls-flask-blog'
const longName = 'A very long name for a study group of people who like very long names'

/** Each part of a course by itself: `done` records one at a time. */
const firstStage = backendDeveloper.flatMap(unitsOf).filter(({ item }) => item.stageNumber === 1)

type World = Awaited<ReturnType<typeof createDiscordWorld>>
type Say = World['say']

/** Everything that is exported of somebody: the file that they get. */
const exported = async (say: Say, name: string, where?: World['channel']): Promise<object> => {
  const { message } = await say(name, 'privacy export', where && { where })
  const [file] = message.files
  return JSON.parse(Buffer.from(file?.bytes ?? '').toString() || '{}')
}

const forget = async ({ say, press }: Pick<World, 'say' | 'press'>, name: string): Promise<string> => {
  const { message } = await say(name, 'privacy delete')
  return (await press(name, message, 'Delete everything')).text
}

/** Anastasia does all there is to do, in two servers, in direct messages, and over some weeks. */
const fullJourney = async (url: string) => {
  const world = await createDiscordWorld({
    ...{ store: openStore(url).store, start: '2026-11-16T08:00', between: { minutes: 3 } },
  })
  await world.begin()
  const { discord, guild, channel, person, say, at, notifications, store } = world
  const her = person('Anastasia')
  const work = discord.addGuild('Work')
  const there = discord.addChannel(work, 'learning')
  const direct = discord.directMessages(her)
  discord.nickname(her, guild, 'Nightowl')
  discord.nickname(her, work, 'Dr. Lopez')
  for (const where of [channel, there]) {
    await say('Sam', 'group create name:Friends start:2026-11-16 timezone:Europe/Berlin', { mayManage: true, where })
    await say('Anastasia', 'join', { where })
    await say('Sam', 'done flask', { where })
  }
  const learnerId = (await store.reads.learnerOf(`discord:${her.id}`))?.id ?? 'nobody'
  await say('Anastasia', `done rest-api-mobile link:${link}`)
  await say('Anastasia', 'skip sql')
  await say('Anastasia', 'settings timezone:Europe/Lisbon reminders:yes', { where: direct })
  // A group that nobody but her is ever in, and questions whose buttons are too long for Discord.
  const elsewhere = world.addChannel('elsewhere')
  await say('Anastasia', `group create name:"${longName}" tempo:fast timezone:Berlinn`, {
    where: elsewhere,
  })
  await say('Anastasia', `group create name:"${longName}" tempo:fast time:18:30`, { where: elsewhere })
  await say('Anastasia', `progress "${'x'.repeat(90)}"`, { where: direct })
  // A finished stage is announced, and closed weeks have boards.
  for (const week of ['2026-11-23', '2026-11-30', '2026-12-07']) {
    at(`${week}T10:01`)
    await notifications.runCycleAndWait()
    await say('Anastasia', 'done docker')
    await say('Sam', 'done kubernetes')
  }
  for (const { item } of firstStage) await say('Anastasia', `done ${item.id}`)
  // The Saturday of a week without anything done.
  at('2026-12-14T10:01')
  await notifications.runCycleAndWait()
  at('2026-12-19T11:30')
  await notifications.runCycleAndWait()
  // She organizes the group for a while.
  await say('Sam', 'leave confirm:yes')
  await say('Sam', 'join')
  await say('Anastasia', 'group settings name:Friends2 tempo:relaxed time:18:30')
  await say('Anastasia', 'leave confirm:yes')
  const [name, nick, other] = ['Anastasia', 'Nightowl', 'Lopez']
  const traces = [her.id, learnerId, link, longName, name, nick, other, 'xxxxxxxxxx']
  return { ...world, her, traces }
}

const leftIn = (dumped: Dump, traces: readonly string[]) =>
  lines(dumped).filter((line) => traces.some((trace) => line.includes(trace)))

/** The rows that are there no more. */
const gone = (before: Dump, after: Dump): [table: string, row: Record<string, unknown>][] =>
  Object.entries(before).flatMap(([table, rows]) => {
    const kept = new Set((after[table] ?? []).map((row) => JSON.stringify(row)))
    return rows.filter((row) => !kept.has(JSON.stringify(row))).map((row) => [table, row] as [string, typeof row])
  })

const objectsIn = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(objectsIn)
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner]
}

/** SQLite has no yes and no, but 1 and 0; what is JSON in a row is in the file as what it says. */
const alike = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'boolean' && Number(a) === b) || (typeof a === 'object' && JSON.stringify(a) === b)

/** Whom somebody else asked about is not told. */
const withoutOthers = (row: Record<string, unknown>) =>
  typeof row.line === 'string'
    ? { ...row, line: JSON.stringify(decodeAction(row.line)).replace(/"member":"x+"/, '"member":"somebody else"') }
    : row

/** Whose row it is, is clear in an export of one person. */
const isOwner = (column: string) => ['learnerId', 'accountId', 'ownerId'].includes(column)

const isIn = (exports: readonly Record<string, unknown>[], row: Record<string, unknown>) =>
  exports.some((one) =>
    Object.entries(row).every(([column, value]) => value === null || isOwner(column) || alike(one[column], value)),
  )

test('in Slack, the questions of somebody who never joined go as well', async () => {
  const url = await kinds.sqlite()
  const { say, press, person, begin } = await createSlackWorld({ store: openStore(url).store })
  // Slack does not tell where they are, so that they are asked, in a menu whose lines are too long for Slack.
  person('Eve').tz = ''
  await begin()
  await say('Eve', `group create name:"${longName}"`)
  expect(lines(await dump(url)).join()).toContain(person('Eve').id)
  const { message } = await say('Eve', 'privacy delete')
  expect((await press('Eve', message, 'Delete everything')).text).toContain('Everything of yours is deleted')
  expect(leftIn(await dump(url), [longName, person('Eve').id])).toEqual([])
})

describe.each(Object.entries(kinds))('on %s', (_, makeUrl) => {
  test('whoever is deleted is in no table any more, and was wholly in the export', async () => {
    const url = await makeUrl()
    const world = await fullJourney(url)
    const { say, traces, store, her } = world
    const everything = await exported(say, 'Anastasia')
    const before = await dump(url)
    // The journey left something of each kind, or nothing would be shown by its being gone.
    const tables = new Set(leftIn(before, traces).map((line) => line.split(' ')[0]))
    expect([...tables].toSorted()).toEqual([
      ...['Account', 'AccountName', 'Announcement', 'ClosedWeekRow', 'Completion', 'Learner', 'Membership'],
      ...['OutboxMessage', 'Skip', 'StoredAction', 'StudyGroup'],
    ])
    const kinds = (before.OutboxMessage ?? []).filter(({ learnerId }) => learnerId !== null).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['organizer', 'reminder', 'stage']))
    expect(await forget(world, 'Anastasia')).toContain('Everything of yours is deleted')
    const after = await dump(url)
    expect(leftIn(after, traces)).toEqual([])
    const exports = objectsIn(everything)
    expect(gone(before, after).filter(([, row]) => !isIn(exports, withoutOthers(row)))).toEqual([])
    expect(await store.reads.learnerOf(`discord:${her.id}`)).toBeUndefined()
    // The others' ranks are what they were.
    expect((after.ClosedWeekRow ?? []).map(({ rank }) => rank)).toContain(2)
  }, 60_000)

  test('whoever never joined, and asked questions, can see and delete what is kept of that', async () => {
    const url = await makeUrl()
    const world = await createDiscordWorld({ store: openStore(url).store })
    await world.begin()
    const { say } = world
    await say('Eve', `group create name:"${longName}" tempo:fast time:18:30`)
    const stored = (await dump(url)).StoredAction
    expect(stored).toHaveLength(commonZones.length)
    // The same card again stores nothing new.
    await say('Eve', `group create name:"${longName}" tempo:fast time:18:30`)
    expect((await dump(url)).StoredAction).toEqual(stored)
    expect(JSON.stringify(await exported(say, 'Eve'))).toContain(longName)
    expect(await forget(world, 'Eve')).toContain('Everything of yours is deleted')
    expect(leftIn(await dump(url), [longName, world.person('Eve').id])).toEqual([])
    expect((await say('Eve', 'privacy delete')).text).toContain('Nothing is stored about you')
  })
})
