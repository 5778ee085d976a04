/** A week is closed by the tick: what people do before it comes neither closes it nor changes what its board will keep. */
import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

const group = async (kind: keyof typeof kinds = 'sqlite') => {
  const { store } = openStore(await kinds[kind]())
  await store.open()
  const world = createNotifying({ store, start: '2026-11-16T12:00' })
  await world.say('Ana', 'group create name:Friends start:2026-11-16')
  await world.say('Ben', 'join')
  await world.say('Ana', 'done python-programming')
  await world.say('Ben', 'done data-structures, algorithms')
  const friends = await store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })
  if (!friends) throw new Error('no group')
  const closed = async () => (await store.reads.closedWeeksOf(friends.id)).map(({ week }) => week.toString())
  const board = () => world.say('Ben', 'leaderboard last')
  return { ...world, store, friends, closed, board }
}

const due = '2026-11-23T09:30'

describe('between the time of closing and the tick', () => {
  test('done closes nothing, and scores as if the week were closed', async () => {
    const { say, at, closed, board, tickAt } = await group()
    at('2026-11-23T08:30')
    expect(await board()).toContain('Provisional')
    at(due)
    const before = await board()
    expect(before).not.toContain('Provisional')
    const said = await say('Ana', 'done git when:2026-11-22')
    expect(said).toContain('Recorded')
    await say('Ana', 'week')
    await say('Ana', 'skip linux')
    expect(await closed()).toEqual([])
    expect(await board()).toBe(before)
    expect(await say('Ana', 'leaderboard week')).toContain('Ana')
    await tickAt('2026-11-23T09:35')
    expect(await closed()).toEqual(['2026-11-16'])
    expect(await board()).toBe(before)
  })

  test.each([
    ['takes back what counted there', 'Ben', ['undo']],
    ['leaves and comes back', 'Ben', ['leave', 'join']],
    ['hides and shows themself', 'Ben', ['settings visibility:hidden', 'settings visibility:named']],
    ['moves the weekly post', 'Ana', ['group settings time:07:00 confirm:yes']],
    ['moves the weekly post to another day', 'Ana', ['group settings day:friday confirm:yes']],
  ])('whoever %s changes nothing of the board that is kept', async (_, name, lines) => {
    const { say, at, board, tickAt } = await group()
    at(due)
    const before = await board()
    for (const line of lines) expect(await say(name, line)).not.toContain('✗')
    await tickAt('2026-11-23T09:40')
    expect(await board()).toBe(before)
  })

  test('somebody whose command waited while another process closed the week loses nothing', async () => {
    const { say, at, tickAt } = await group('postgresql')
    await tickAt('2026-11-23T09:00')
    // A clock that is behind, or a command that began before.
    at('2026-11-23T08:59')
    await say('Ana', 'done git when:2026-11-22')
    at('2026-11-23T12:00')
    expect(await say('Ana', 'leaderboard week')).toContain('Ana')
  })
})

test('a group that moves its post to an earlier hour of the day is closed at the next tick, and not a week later', async () => {
  const { say, at, closed, tickAt } = await group()
  at('2026-11-23T08:30')
  await say('Ana', 'group settings time:08:00 confirm:yes')
  expect(await closed()).toEqual([])
  await tickAt('2026-11-23T08:31')
  expect(await closed()).toEqual(['2026-11-16'])
})

test('groups that pause, post nothing, or are refused by their channel are closed, too', async () => {
  const { say, closed, tickAt, store, friends, clock } = await group()
  await say('Ana', 'group settings posts:no confirm:yes')
  await say('Ana', 'group pause 2 confirm:yes')
  await tickAt('2026-11-23T09:00')
  expect(await closed()).toEqual(['2026-11-16'])
  await store.transaction({ id: 'refuse', at: clock() }, async (within) => {
    const now = await within.groupOf(friends.id)
    if (now) await within.saveGroup({ ...now, deliveryBlock: { kind: 'removed', since: clock() } })
  })
  await tickAt('2026-11-30T09:00')
  expect(await closed()).toEqual(['2026-11-23', '2026-11-16'])
})
