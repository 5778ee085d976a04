import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitsOf } from '../../src/core/points.ts'
import { backendDeveloper } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { rendered } from '../support/message-sender.ts'
import { createNotifying } from '../support/notifying.ts'

/** A group of named members, one who is anonymous, and Hal, who hides; Ana organizes it, and Eve is a stranger. */
const withHal = async (others: readonly string[] = ['Ben', 'Cem', 'Dora'], start = '2026-11-16') => {
  const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store, start: '2026-11-16T08:00' })
  await notifying.say('Ana', `group create Friends day:monday time:09:00 start:${start}`)
  for (const name of [...others, 'Hal']) await notifying.say(name, 'join')
  if (others.includes('Dora')) await notifying.say('Dora', 'settings visibility:anonymous')
  await notifying.say('Hal', 'done fastapi')
  await notifying.say('Hal', 'settings visibility:hidden')
  return notifying
}

type Group = Awaited<ReturnType<typeof withHal>>

const stages = ['stage 1', 'stage 2', 'stage 3', 'stage 4', 'stage 5', 'stage 6']
const boards = ['leaderboard week', 'leaderboard last', 'leaderboard month', 'leaderboard all']
const own = [
  'week',
  'progress',
  'progress Ben',
  'why points',
  'why pace',
  'why streak',
  'why rank',
  'why rank period:all',
]
const ofOrganizers = ['group post', 'group end', 'group remove Cem', 'group settings tempo:fast']

/** All that others than Hal can read: in the channel, of their own, and as strangers. */
const readByOthers = async ({ say, bot, mail }: Group): Promise<string[]> => {
  const read: string[] = []
  for (const line of ['overview', ...stages, 'group show', ...boards, 'group log', ...own, ...ofOrganizers])
    read.push(await say('Ana', line))
  for (const line of ['leaderboard', 'group log', 'week', 'group show']) read.push(await say('Ben', line))
  for (const line of ['overview', 'stage 1', 'leaderboard', 'group show']) read.push(await say('Eve', line))
  for (const id of ['test:ana', 'test:ben']) {
    const actor = { id, name: id, mayManage: false }
    read.push(rendered((await bot.home({ actor, where: { platform: 'test', workspace: 'w', channel: id } })).reply))
  }
  return [...read, ...mail.in('home')]
}

const [roadmap] = backendDeveloper
const items = [...new Set((roadmap ? unitsOf(roadmap) : []).map(({ item }) => item.id))]

const people = ['Ana', 'Ben', 'Cem', 'Dora', 'Hal'] as const

const step = fc.record({
  who: fc.constantFrom(...people, 'Hal' as const),
  what: fc.constantFrom('done', 'done', 'done', 'undo', 'skip'),
  item: fc.constantFrom(...items),
  days: fc.constantFrom(0, 0, 1, 4),
})

/** Enough to change a pace, a board and a percent. */
const busyHal = items.slice(0, 8).map((item) => ({ who: 'Hal', what: 'done', item, days: 0 }) as const)

test('nobody else can tell what a hidden member does: all that others read is the same without it, to the letter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const [doing, idle] = [await withHal(), await withHal()]
      let day = 16
      for (const { who, what, item, days } of [...busyHal, ...steps]) {
        day += days
        const at = `2026-11-${String(Math.min(day, 30)).padStart(2, '0')}T20:00`
        await doing.tickAt(at)
        await idle.tickAt(at)
        const line = what === 'done' ? `done ${item} all:yes` : `${what} ${item}`
        await doing.say(who, line)
        await idle.say(who, who === 'Hal' ? 'week' : line)
      }
      for (const at of ['2026-12-01T10:00', '2026-12-07T09:00']) {
        await doing.tickAt(at)
        await idle.tickAt(at)
        expect(await readByOthers(doing)).toEqual(await readByOthers(idle))
      }
    }),
    { numRuns: 3 },
  )
}, 60_000)

test('the last post is the same with and without all that a hidden member did', async () => {
  const lastPost = async (line: string) => {
    const group = await withHal(['Ben', 'Cem'], '2026-05-04 tempo:fast')
    for (const item of items.slice(0, 12)) {
      await group.say('Ana', `done ${item}`)
      await group.say('Hal', line.replace('ITEM', item))
    }
    await group.tickAt('2026-11-23T09:00')
    return group.mail.in('home').at(-1)
  }
  const post = await lastPost('done ITEM all:yes')
  expect(post).toContain('is through Backend Developer')
  expect(post).toBe(await lastPost('week'))
})

describe('of a hidden member', () => {
  test('neither the group’s card nor a question counts one: who hides cannot be worked out', async () => {
    const { say } = await withHal()
    const card = await say('Ben', 'group show')
    expect(card).toContain('4 members')
    expect(card).toContain('Ana (organizer), Ben, Cem and 1 more member')
    expect(await say('Ana', 'group end')).toContain('would end for 4 members')
  })

  test('nothing public tells how many are behind', async () => {
    const { say, tickAt, mail } = await withHal()
    await tickAt('2026-12-14T09:00')
    expect(await say('Ben', 'group show')).not.toMatch(/catching up|on track|behind/)
    expect(mail.in('home').join()).not.toMatch(/catching up|on track|\bbehind/)
  })

  test('no sum is told where fewer than three are counted', async () => {
    const { say, tickAt, mail } = await withHal(['Ben'])
    await say('Ana', 'done flask')
    await say('Ben', 'done fastapi')
    await tickAt('2026-11-23T09:00')
    const post = mail.in('home').at(-1)
    expect(post).toContain('Last week')
    expect(post).not.toContain('Together')
  })

  test('the name is known to organizers, privately, at one place that says so', async () => {
    const { ask, say } = await withHal()
    const { answer, followUps } = await ask('Ana', 'group show')
    expect(rendered(answer)).not.toContain('Hal')
    expect(followUps.map(rendered).join()).toMatch(/Hidden members[\s\S]*Hal[\s\S]*organizers only/)
    for (const name of ['Ben', 'Eve', 'Hal']) expect((await ask(name, 'group show')).followUps).toEqual([])
    for (const line of ['group log', 'leaderboard all', 'progress Hal', 'overview']) {
      expect(await say('Ana', line).catch(String)).not.toMatch(/Hal(?!”)/)
    }
  })
})

describe('a stranger in the channel', () => {
  test('gets the roadmap, and none of the group’s figures', async () => {
    const { say } = await withHal()
    await say('Ana', 'done flask')
    for (const line of ['overview', ...stages]) {
      expect(await say('Ana', line)).toMatch(/%/)
      expect(await say('Eve', line)).not.toMatch(/%/)
    }
    expect(await say('Eve', 'leaderboard')).toContain('Join Friends')
    expect(await say('Eve', 'leaderboard')).not.toMatch(/ana|17/i)
  })

  test('reads no log of posts, and is offered no member’s name', async () => {
    const { say, bot } = await withHal()
    expect(await say('Eve', 'group log')).toContain('Join Friends')
    const where = { platform: 'test', workspace: 'w', channel: 'home' }
    const suggested = async (name: string, of: string, mayManage = false) => {
      const actor = { id: `test:${name.toLowerCase()}`, name, mayManage }
      const command = bot.commands.find((one) => one.name === of)
      return command ? (await bot.suggest(command, 'member', '', { actor, where })).map(({ label }) => label) : []
    }
    expect(await suggested('Eve', 'progress')).toEqual([])
    expect(await suggested('Eve', 'group remove')).toEqual([])
    expect(await suggested('Ben', 'group remove')).toEqual([])
    expect(await suggested('Ben', 'progress')).toEqual(['Ana', 'Ben', 'Cem'])
    expect(await suggested('Ana', 'progress')).toEqual(['Ana', 'Ben', 'Cem'])
    expect(await suggested('Ana', 'group remove')).toContain('Hal')
    // Whoever may manage the channel organizes the group, member or not.
    expect(await suggested('Eve', 'group remove', true)).toContain('Hal')
  })
})
